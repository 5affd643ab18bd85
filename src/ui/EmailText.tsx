// An e-mail address that breaks where people read a pause: before its @.

/** The address; neither half of it is broken while a line holds the half. */
export function EmailText({ address }: { readonly address: string }) {
  const at = address.lastIndexOf('@');
  return (
    <>
      {address.slice(0, Math.max(at, 0))}
      <wbr />
      {address.slice(Math.max(at, 0))}
    </>
  );
}
