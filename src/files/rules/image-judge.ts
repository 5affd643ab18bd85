// PNG and JPEG: whole from the first byte to the last, of a size that a screen can hold, and without what a camera adds.
import type { ContentRefusal, Judge } from './judge.ts';

const MOST_SIDE = 8_192;
const MOST_BYTES = 2_000_000;
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const wrong = (message: string): ContentRefusal => ({ code: 'wrong-content', detail: { message } });

/** Whether the content is the image that the sender declared. Logos are small, so the whole is looked at. */
export function imageJudge(declaredType: string): Judge {
  const pieces: Uint8Array[] = [];
  let size = 0;
  return {
    take(piece) {
      size += piece.byteLength;
      if (size > MOST_BYTES) return wrong('The image is too large.');
      pieces.push(piece.slice());
      return null;
    },
    end() {
      const bytes = new Uint8Array(size);
      let at = 0;
      for (const piece of pieces) {
        bytes.set(piece, at);
        at += piece.byteLength;
      }
      const isPng = PNG.every((byte, index) => bytes[index] === byte);
      const found = isPng
        ? judgePng(bytes)
        : bytes[0] === 0xff && bytes[1] === 0xd8
          ? judgeJpeg(bytes)
          : 'The file is neither PNG nor JPEG.';
      if (found !== null) return wrong(found);
      const contentType = isPng ? 'image/png' : 'image/jpeg';
      return contentType === declaredType ? { contentType } : wrong(`The file is ${contentType} and was declared as another type.`);
    },
  };
}

function sideFault(width: number, height: number): string | null {
  if (width < 1 || height < 1) return 'The image has no size.';
  return width > MOST_SIDE || height > MOST_SIDE ? `The image is larger than ${MOST_SIDE} pixels on a side.` : null;
}

/** Walks the chunks of a PNG (RFC 2083); a sentence on what is wrong, or null. */
function judgePng(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer);
  let at = PNG.length;
  for (let index = 0; at + 12 <= bytes.length; index += 1) {
    const length = view.getUint32(at);
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (index === 0) {
      if (kind !== 'IHDR' || length !== 13 || at + 25 > bytes.length) return 'The PNG does not begin with its header.';
      const fault = sideFault(view.getUint32(at + 8), view.getUint32(at + 12));
      if (fault) return fault;
    }
    if (kind === 'eXIf') return 'The image holds what a camera adds (Exif: place and time); save it without.';
    at += 12 + length;
    if (kind === 'IEND') return at === bytes.length ? null : 'Something follows the end of the PNG.';
  }
  return 'The PNG is cut off.';
}

/** Walks the segments of a JPEG (ITU T.81, B.1) up to its first scan; a sentence on what is wrong, or null. */
function judgeJpeg(bytes: Uint8Array): string | null {
  const view = new DataView(bytes.buffer);
  let isSized = false;
  for (let at = 2; at + 4 <= bytes.length;) {
    if (bytes[at] !== 0xff) return 'The JPEG is damaged.';
    const marker = bytes[at + 1] ?? 0;
    const length = view.getUint16(at + 2);
    if (marker === 0xe1 && String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'Exif')
      return 'The image holds what a camera adds (Exif: place and time); save it without.';
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      if (at + 9 > bytes.length) break;
      const fault = sideFault(view.getUint16(at + 7), view.getUint16(at + 5));
      if (fault) return fault;
      isSized = true;
    }
    if (marker === 0xda) return isSized ? endOfJpeg(bytes, at) : 'The JPEG has no size.';
    if (length < 2) return 'The JPEG is damaged.';
    at += 2 + length;
  }
  return 'The JPEG is cut off.';
}

// Inside a scan 0xff is followed by 0 or a restart mark, so the first end mark is the end.
function endOfJpeg(bytes: Uint8Array, scanAt: number): string | null {
  for (let at = bytes.indexOf(0xff, scanAt + 2); at !== -1; at = bytes.indexOf(0xff, at + 1))
    if (bytes[at + 1] === 0xd9) return at + 2 === bytes.length ? null : 'Something follows the end of the JPEG.';
  return 'The JPEG is cut off.';
}
