// Names made safe, and contents judged by their bytes: the hostile set, file by file.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FileUse, judgeOf, safeFileName } from './rules.ts';
import { samplePdf, samplePng } from './sample.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const joined = (...parts: readonly (string | Uint8Array)[]) =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? bytesOf(part) : part)]));

/** The judge's word on a file that comes in pieces of this size: its content type, or the refusal's code. */
function judged(use: FileUse, content: Uint8Array, declared = '', pieceBytes = 7): string {
  const judge = judgeOf(use, 'dm.csv', declared);
  for (let at = 0; at < content.length; at += pieceBytes) {
    const refusal = judge.take(content.subarray(at, at + pieceBytes));
    if (refusal) return refusal.code;
  }
  const end = judge.end();
  return 'code' in end ? end.code : end.contentType;
}

const jpeg = (...segments: readonly (readonly number[])[]) =>
  Uint8Array.from([0xff, 0xd8, ...segments.flat(), 0xff, 0xda, 0, 4, 0, 0, 1, 2, 0xff, 0, 3, 0xff, 0xd9]);
const frame = (width: number, height: number) => [0xff, 0xc0, 0, 11, 8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0];

const zip = joined('PK\u0003\u0004', new Uint8Array([20, 0, 0, 0, 8, 0]), 'dm.csv');
const foreign: Readonly<Record<string, Uint8Array>> = {
  'a zip archive': zip,
  'a gzip stream': Uint8Array.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
  'a program': joined(new Uint8Array([0x7f]), 'ELF', new Uint8Array([2, 1, 1, 0])),
  'a Windows program': joined('MZ', new Uint8Array([0x90, 0, 3, 0])),
  'a spreadsheet of old': Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  'UTF-16': joined(new Uint8Array([0xff, 0xfe, 0x7b, 0, 0x7d, 0])),
  'no UTF-8': Uint8Array.from([0x7b, 0x22, 0xff, 0xfe]),
  nothing: new Uint8Array(),
};

describe('[HOSTILE-01] contents are judged by their bytes', () => {
  it.each(Object.entries(foreign))('%s is no protocol, no document and no logo, and no dataset either', (what, content) => {
    expect(judged('protocol', content)).toBe('not-json');
    expect(judged('document', content)).toBe('wrong-content');
    expect(judged('logo', content, 'image/png')).toBe('wrong-content');
    if (what !== 'nothing') expect(judged('dataset', content)).toMatch(/^not-(text|utf8)$/);
  });

  it('a page, a script and a picture that can hold scripts are taken as nothing', () => {
    for (const text of ['<html><script>1</script></html>', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', '#!/bin/sh\nrm'])
      for (const use of ['protocol', 'document', 'logo'] as const)
        expect(judged(use, bytesOf(text), 'image/png')).toMatch(/not-json|wrong-content/);
  });

  it('what is right is known as what it is, in pieces of any size', () => {
    for (const size of [1, 2, 3, 64, 100_000]) {
      expect(judged('protocol', bytesOf('\uFEFF  {"a": "ñ 研究"}'), '', size)).toBe('application/json');
      expect(judged('dataset', bytesOf('A,B\nñ,研究\n'), '', size)).toBe('text/csv');
      expect(judged('document', samplePdf(), '', size)).toBe('application/pdf');
      expect(judged('logo', samplePng(640, 480), 'image/png', size)).toBe('image/png');
      expect(judged('logo', jpeg(frame(640, 480)), 'image/jpeg', size)).toBe('image/jpeg');
    }
  });

  it('a fault of a text is named with its byte or line, however the pieces fall', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a,b', 'ñ', '研究', ''), { maxLength: 20 }), fc.integer({ min: 1, max: 50 }), (lines, size) => {
        const head = lines.map((line) => `${line}\n`).join('');
        const seen = (content: Uint8Array) => {
          const judge = judgeOf('dataset', 'dm.csv', 'text/csv');
          for (let at = 0; at < content.length; at += size) {
            const refusal = judge.take(content.subarray(at, at + size));
            if (refusal) return refusal;
          }
          const end = judge.end();
          return 'code' in end ? end : null;
        };
        expect(seen(joined(head, 'x', new Uint8Array([0]), '\n'))?.detail['message']).toContain(
          `byte ${bytesOf(head).length + 2} is a NUL`,
        );
        expect(seen(joined(head, 'x', new Uint8Array([0xff]), 'y\nz\n'))?.detail['row']).toBe(lines.length + 1);
        expect(seen(bytesOf(head))).toBeNull();
      }),
    );
  });

  it('a file declared as another picture is refused', () => {
    expect(judged('logo', samplePng(), 'image/jpeg')).toBe('wrong-content');
    expect(judged('logo', jpeg(frame(2, 2)), 'image/png')).toBe('wrong-content');
  });
});

describe('[HOSTILE-03] documents', () => {
  const withLine = (line: string) => bytesOf(new TextDecoder().decode(samplePdf()).replace('trailer', `${line}\ntrailer`));

  it.each([
    '/S /JavaScript',
    '/JS (app.alert(1))',
    '/S /Launch',
    '/Type /EmbeddedFile',
    '/EmbeddedFiles 9 0 R',
    '/J#61vaScript',
    '/#4aS (x)',
    '/XFA 3 0 R',
  ])('one with %s is refused, also where the pieces cut it', (line) => {
    for (const size of [1, 5, 7, 4_096]) expect(judged('document', withLine(line), '', size)).toBe('wrong-content');
  });

  it('names that only begin alike pass', () => {
    expect(judged('document', withLine('/JSON (x) /LaunchPad (y)'))).toBe('application/pdf');
  });

  it('something before, something behind and a cut end are refused', () => {
    expect(judged('document', joined('<html>', samplePdf()))).toBe('wrong-content');
    expect(judged('document', joined(samplePdf(), '<script>alert(1)</script>'))).toBe('wrong-content');
    expect(judged('document', joined(samplePdf(), zip))).toBe('wrong-content');
    expect(judged('document', samplePdf().subarray(0, 120))).toBe('wrong-content');
    expect(judged('document', bytesOf('%PDF-9.9\n%%EOF\n'))).toBe('wrong-content');
  });
});

describe('[HOSTILE-04] logos', () => {
  it('60,000 pixels a side are refused before anything is unpacked', () => {
    expect(judged('logo', samplePng(60_000, 60_000), 'image/png')).toBe('wrong-content');
    expect(judged('logo', jpeg(frame(60_000, 60_000)), 'image/jpeg')).toBe('wrong-content');
    expect(judged('logo', samplePng(0, 5), 'image/png')).toBe('wrong-content');
  });

  it('a picture that is also something else, or is cut off, is refused', () => {
    expect(judged('logo', joined(samplePng(), zip), 'image/png')).toBe('wrong-content');
    expect(judged('logo', joined(jpeg(frame(2, 2)), '<script>'), 'image/jpeg')).toBe('wrong-content');
    expect(judged('logo', bytesOf('GIF89a/*<script>*/=1'), 'image/png')).toBe('wrong-content');
    for (const cut of [9, 20, 40, samplePng().length - 1])
      expect(judged('logo', samplePng().subarray(0, cut), 'image/png')).toBe('wrong-content');
    expect(judged('logo', jpeg(frame(2, 2)).subarray(0, 25), 'image/jpeg')).toBe('wrong-content');
  });

  it('a camera’s place and time are not taken', () => {
    const exif = [0xff, 0xe1, 0, 10, ...bytesOf('Exif'), 0, 0, 0, 0];
    expect(judged('logo', jpeg(exif, frame(2, 2)), 'image/jpeg')).toBe('wrong-content');
  });

  it('2,000 damaged pictures are taken or refused, never a throw', () => {
    const sound = samplePng(3, 3);
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.nat(255), fc.nat(sound.length), (at, value, length) => {
        const content = sound.slice(0, Math.max(length, 1));
        if (at < content.length) content[at] = value;
        expect(judged('logo', content, 'image/png')).toMatch(/^(image\/png|wrong-content)$/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('[HOSTILE-02] names', () => {
  it.each([
    ['../../etc/passwd', 'application/json', 'passwd.json'],
    ['..\\..\\windows\\system32\\cmd.exe', 'application/pdf', 'cmd.exe.pdf'],
    ['/absolute/dm.csv', 'text/csv', 'dm.csv'],
    ['nul\u0000inside.json', 'application/json', 'nulinside.json'],
    ['gpj\u202egnp.exe', 'image/png', 'gpjgnp.exe.png'],
    ['zero\u200bwidth.csv', 'text/csv', 'zerowidth.csv'],
    ['CON', 'text/csv', '_CON.csv'],
    ['aux.csv', 'text/csv', '_aux.csv'],
    ['com1.json', 'application/json', '_com1.json'],
    ['trailing dots...', 'text/csv', 'trailing dots.csv'],
    ['.hidden', 'application/json', 'hidden.json'],
    ['a"b<c>d|e?f*g:h.pdf', 'application/pdf', 'a_b_c_d_e_f_g_h.pdf'],
    ['line\r\nSet-Cookie: x=1.pdf', 'application/pdf', 'lineSet-Cookie_ x=1.pdf'],
    ['   ', 'application/json', 'file.json'],
    ['📄 protocolo ñ.JSON', 'application/json', '📄 protocolo ñ.JSON'],
    ['SV.CSV', 'text/csv', 'SV.CSV'],
  ])('%j becomes harmless', (given, type, expected) => {
    expect(safeFileName(given, type)).toBe(expected);
  });

  it('whatever is given, a name is short, ends as its content, and holds no separator, control or disguise', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = safeFileName(given, 'application/pdf');
        expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(200);
        expect(name.toLowerCase().endsWith('.pdf')).toBe(true);
        expect(/[\\/\p{Cc}\p{Cf}\p{Cs}<>:"|?*]/u.test(name)).toBe(false);
        expect(name.startsWith('.')).toBe(false);
      }),
      { numRuns: 5_000 },
    );
  });
});
