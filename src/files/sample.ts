// Small valid files for tests: a PDF of one empty page, and a PNG of one pixel.

/** A one-page PDF 1.4. */
export function samplePdf(title = 'Sample'): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 72 72] >>',
    `<< /Title (${title}) >>`,
  ];
  const body = objects.map((object, at) => `${at + 1} 0 obj\n${object}\nendobj\n`).join('');
  return new TextEncoder().encode(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Info 4 0 R /Size 5 >>\n%%EOF\n`);
}

/** A PNG of this size; its pixels are one grey scan line, and its check sums are not looked at here. */
export function samplePng(width = 1, height = 1): Uint8Array {
  const chunk = (kind: string, content: readonly number[]) => [
    ...bytesOf32(content.length),
    ...new TextEncoder().encode(kind),
    ...content,
    ...bytesOf32(0),
  ];
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  const header = chunk('IHDR', [...bytesOf32(width), ...bytesOf32(height), 8, 0, 0, 0, 0]);
  return Uint8Array.from([...signature, ...header, ...chunk('IDAT', [0x78, 0x9c, 0x63, 0, 0, 0, 1, 0, 1]), ...chunk('IEND', [])]);
}

function bytesOf32(value: number): number[] {
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
