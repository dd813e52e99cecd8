import { crc32 } from 'node:zlib';

/** An HWPX document whose only section holds the given paragraphs (`hp:p`), with further files. */
export function hwpxFile(paragraphs: string, files: readonly (readonly [string, string])[] = []): Uint8Array {
  const namespaces =
    'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"';
  return zipFile([
    ['mimetype', 'application/hwp+zip'],
    ['Contents/section0.xml', `<?xml version="1.0" encoding="UTF-8"?><hs:sec ${namespaces}>${paragraphs}</hs:sec>`],
    ...files,
  ]);
}

/** A paragraph whose run holds text and, behind it, further elements. */
export function hp(text: string, elements = ''): string {
  return `<hp:p paraPrIDRef="0" styleIDRef="0"><hp:run charPrIDRef="0"><hp:t>${text}</hp:t>${elements}</hp:run></hp:p>`;
}

/** A table of one cell. */
export function hwpxBox(paragraphs: string): string {
  const place = '<hp:cellAddr colAddr="0" rowAddr="0"/><hp:cellSpan colSpan="1" rowSpan="1"/>';
  return `<hp:tbl rowCnt="1" colCnt="1"><hp:tr><hp:tc><hp:subList>${paragraphs}</hp:subList>${place}</hp:tc></hp:tr></hp:tbl>`;
}

/** A ZIP archive without compression. */
function zipFile(entries: readonly (readonly [string, string])[]): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const content = Buffer.from(text);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0); // version
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(content.length, 14);
    common.writeUInt32LE(content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), content]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, rest, Buffer.from(name)]));
    files.push(file);
    offset += file.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return new Uint8Array(Buffer.concat([...files, listed, Buffer.from('PK\x05\x06', 'latin1'), end]));
}
