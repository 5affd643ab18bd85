// Runs before everything else in the browser: the one way in which text becomes markup, and no way in which it becomes a program.

interface PolicyFactory {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): unknown;
}

interface Scope {
  readonly trustedTypes?: PolicyFactory;
  __zod_globalConfig?: { jitless?: boolean };
}

/** Style sheets of the component library pass; they hold no `<`. Anything that does is no style sheet and stays out. */
export function onlyStyles(text: string): string {
  if (text.includes('<')) throw new TypeError('Markup is not made from text here');
  return text;
}

/**
 * Installs the policy where the browser knows Trusted Types; the others enforce nothing here. The schema library is told not to try
 * whether it may make functions from text: the try alone breaks the policy of the page.
 */
export function prepareScope(scope: Scope): void {
  scope.trustedTypes?.createPolicy('default', { createHTML: onlyStyles });
  scope.__zod_globalConfig = { ...scope.__zod_globalConfig, jitless: true };
}

if (typeof document !== 'undefined') prepareScope(globalThis as Scope);
