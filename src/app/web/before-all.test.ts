// The policy that stands between text and markup.
import { describe, expect, it } from 'vitest';
import { onlyStyles, prepareScope } from './before-all.ts';

describe('[HEADERS-02] text and markup', () => {
  it('style sheets pass, anything with a tag does not', () => {
    expect(onlyStyles(':root{--a:1px}@media(min-width:40em){.x>.y{color:red}}')).toContain('--a');
    for (const text of ['<img src=x onerror=alert(1)>', 'a{}</style><script>', '<']) expect(() => onlyStyles(text)).toThrow(TypeError);
  });

  it('is the only policy, under the name that the answer’s headers allow', () => {
    const made: string[] = [];
    const scope = { trustedTypes: { createPolicy: (name: string) => void made.push(name) } };
    prepareScope(scope);
    expect(made).toEqual(['default']);
    expect(scope).toMatchObject({ __zod_globalConfig: { jitless: true } });
    expect(() => prepareScope({})).not.toThrow();
  });
});
