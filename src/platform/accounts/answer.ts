// Answers of the accounts: never kept by anybody, and never with a session's token in their body.

/** The answer without the session's token, which stays in its HttpOnly cookie; further cookies are added. */
export async function withoutToken(response: Response, cookies: readonly string[]): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.set('cache-control', 'no-store');
  for (const line of cookies) headers.append('set-cookie', line);
  if (!headers.get('content-type')?.includes('application/json')) return new Response(response.body, { status: response.status, headers });
  const answer: unknown = await response.json();
  headers.delete('content-length');
  const kept =
    typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? { ...answer, token: undefined, session: undefined } : answer;
  return new Response(JSON.stringify(kept), { status: response.status, headers });
}

/** A refusal in the library's own form. */
export function refusal(status: number, code: string, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message, code }, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
