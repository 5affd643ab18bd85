// Which files can be the logo on a paper, asked before one is sent.

/** The content types that are taken. */
export const logoTypes = ['image/png', 'image/jpeg'] as const;

const MOST_BYTES = 2_000_000;

/** What is wrong with a file, as a key of the words; undefined: nothing that is seen from outside. */
export function logoFault(file: { readonly type: string; readonly size: number }): 'logoType' | 'logoSize' | undefined {
  if (!logoTypes.some((type) => type === file.type)) return 'logoType';
  return file.size > MOST_BYTES ? 'logoSize' : undefined;
}
