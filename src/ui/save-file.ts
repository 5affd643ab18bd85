// Hands a file that was made in the browser to the person.

/** Saves the content under this name; letters that file systems refuse become spaces. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: address, download: name.replaceAll(/[/\\:*?"<>|]/g, ' ') }).click();
  URL.revokeObjectURL(address);
}
