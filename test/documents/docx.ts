import { type ZipFile, zipOf } from './zip.ts';

const MAIN = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const NAMESPACES = `xmlns:w="${MAIN}" xmlns:r="${RELATIONS}" xmlns:v="urn:schemas-microsoft-com:vml"`;

/** Parts of a Word document beside its body, each the XML inside of its root; `links` are addresses with the ids rId100, rId101, …. */
export type DocxParts = {
  readonly styles?: string;
  readonly numbering?: string;
  readonly footnotes?: string;
  readonly links?: readonly string[];
};

/** A minimal Word document with a body. */
export function docxOf(body: string, { styles, numbering, footnotes, links = [] }: DocxParts = {}): Buffer {
  const parts = Object.entries({ styles, numbering, footnotes }).filter(([, xml]) => xml !== undefined);
  const relations = [
    ...parts.map(([name], i) => `<Relationship Id="rId${i}" Type="${RELATIONS}/${name}" Target="${name}.xml"/>`),
    ...links.map(
      (url, i) =>
        `<Relationship Id="rId${100 + i}" Type="${RELATIONS}/hyperlink" Target="${url}" TargetMode="External"/>`,
    ),
  ].join('');
  const files: ZipFile[] = [
    { name: '[Content_Types].xml', data: contentTypes(parts.map(([name]) => name)) },
    {
      name: '_rels/.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    { name: 'word/document.xml', data: `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>` },
    {
      name: 'word/_rels/document.xml.rels',
      data: `<Relationships xmlns="${PACKAGE}/relationships">${relations}</Relationships>`,
    },
    ...parts.map(([name, xml]) => ({ name: `word/${name}.xml`, data: `<w:${name} ${NAMESPACES}>${xml}</w:${name}>` })),
  ];
  return zipOf(files);
}

/** A paragraph with properties before its text. */
export function paragraph(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

function contentTypes(names: readonly string[]): string {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  const overrides = ['document.main', ...names].map(
    (name) => `<Override PartName="/word/${name.replace('.main', '')}.xml" ContentType="${type}.${name}+xml"/>`,
  );
  return `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}
