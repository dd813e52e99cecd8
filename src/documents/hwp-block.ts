/** A block as the library gives it: `text` is plain but for links (`[가](https://…)`), formulas (`$…$`), pictures (`![image](…)`) and,
 *  in HWP 5, paragraphs struck out (`~~…~~`) or underlined (`<u>…</u>`). `style` is that of the longest or first run. */
export type HwpBlock = {
  readonly type: string;
  readonly text?: string;
  readonly level?: number;
  readonly href?: string;
  readonly footnoteText?: string;
  readonly style?: { readonly bold?: boolean };
  readonly spans?: readonly { readonly text: string; readonly bold?: boolean }[];
  readonly table?: HwpTable;
  readonly children?: readonly HwpBlock[];
};

/** A table as the library gives it: a full grid, in which the places that a merged cell covers are empty. */
export type HwpTable = {
  readonly cells: readonly (readonly HwpCell[])[];
  readonly hasHeader: boolean;
  readonly caption?: string;
  readonly captionBlocks?: readonly HwpBlock[];
};

/** `blocks` are there when the cell holds more than lines of text; `text` then says the same in lines. */
export type HwpCell = {
  readonly text: string;
  readonly colSpan: number;
  readonly rowSpan: number;
  readonly blocks?: readonly HwpBlock[];
};
