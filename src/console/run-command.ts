import type { Readable } from 'node:stream';
import { ask } from '../ask.ts';
import type { Language } from '../bulletin/bulletin.ts';
import { languageOf } from '../bulletin/language.ts';
import type { Structure } from '../bulletin/structure.ts';
import type { Desk } from '../desk.ts';
import { indexedIn } from '../desk.ts';
import { digest, digestDays } from '../digest.ts';
import type { DoctorReport } from '../doctor.ts';
import type { EvaluationReport } from '../evaluate.ts';
import type { IngestProgress, IngestReport } from '../ingest.ts';
import { items } from '../items.ts';
import type { Logger } from '../log.ts';
import { sources } from '../sources.ts';
import type { Command } from './arguments.ts';
import { USAGE } from './arguments.ts';
import { answerBatch, linesOf } from './batch.ts';
import { EXIT } from './fault.ts';
import type { Printer } from './printer.ts';
import type { Progress } from './progress.ts';
import type { Screen } from './screen.ts';
import { showAnswer } from './show-answer.ts';
import { showExplanation } from './show-explanation.ts';
import { showDigest, showItems, showSources } from './show-items.ts';
import { showDoctor, showEvaluation, showIngest } from './show-report.ts';
import { showStructure } from './show-structure.ts';

/** A desk that was set up for one command. */
export type OpenDesk = Desk & {
  /** What the user has to know, such as that only words are searched. */
  readonly notices: readonly string[];
  ingest(paths: readonly string[], onProgress: (progress: IngestProgress) => void): Promise<IngestReport>;
  close(): Promise<void>;
};

/** What a command needs: the index built first where there is none, the model, and (unless told) what is searched and listed. */
export type Needs = {
  readonly build: boolean;
  readonly model: boolean;
  readonly search?: boolean;
  readonly onProgress: (progress: IngestProgress) => void;
};

/** What commands are run with. */
export type Workshop = {
  readonly stdin: Readable;
  readonly out: Printer;
  readonly err: Printer;
  readonly screen: Screen;
  readonly progress: Progress;
  readonly log: Logger;
  readonly now: () => Date;
  /** Aborted by Ctrl-C: the run ends at the next step. */
  readonly signal: AbortSignal;
  readonly version: string;
  open(needs: Needs): Promise<OpenDesk>;
  evaluate(
    folder: string,
    options: { readonly run: string | null; readonly onProgress: Progress['evaluation'] },
  ): Promise<EvaluationReport>;
  doctor(): Promise<DoctorReport>;
  /** What is understood of a bulletin, by its id or file. */
  inspect(bulletin: string): Promise<Structure>;
};

type CommandOf<K extends Command['kind']> = Extract<Command, { kind: K }>;

/** Runs a command to its exit code; results go to `out`, everything else to `err`. */
export async function runCommand(command: Command, workshop: Workshop): Promise<number> {
  switch (command.kind) {
    case 'ask':
      return withDesk(workshop, { build: true, model: true }, (desk) => runAsk(command, desk, workshop));
    case 'batch':
      return withDesk(workshop, { build: true, model: true }, (desk) => runBatch(command, desk, workshop));
    case 'sources':
      return runSources(command, workshop);
    case 'daily':
      return withDesk(workshop, { build: true, model: false }, (desk) => runDaily(command, desk, workshop));
    case 'items':
      return withDesk(workshop, { build: true, model: false }, (desk) => runItems(command, desk, workshop));
    case 'ingest':
      return withDesk(workshop, { build: false, model: true, search: false }, (desk) =>
        runIngest(command, desk, workshop),
      );
    case 'evaluate':
      return runEvaluate(command, workshop);
    case 'doctor':
      return runDoctor(command, workshop);
    case 'help':
      return print(USAGE, EXIT.done, workshop);
    case 'version':
      return print(workshop.version, EXIT.done, workshop);
  }
}

async function withDesk(
  workshop: Workshop,
  needs: Omit<Needs, 'onProgress'>,
  work: (desk: OpenDesk) => Promise<number>,
): Promise<number> {
  const desk = await workshop.open({ ...needs, onProgress: abortable(workshop) });
  try {
    workshop.progress.stop();
    for (const notice of desk.notices) await workshop.err.print(notice);
    workshop.signal.throwIfAborted();
    return await work(desk);
  } finally {
    await desk.close();
  }
}

function abortable({ progress, signal }: Workshop): (told: IngestProgress) => void {
  return (told) => {
    signal.throwIfAborted();
    progress.ingest(told);
  };
}

async function runAsk(command: CommandOf<'ask'>, desk: OpenDesk, workshop: Workshop): Promise<number> {
  const answer = await answerer(command, desk, workshop)(command.question);
  if (command.json) return print(toJson(answer), EXIT.done, workshop);
  const shown = showAnswer(answer, workshop.screen, indexedIn(desk.catalog.bulletins));
  const { explanation, language } = answer;
  const why = explanation === undefined ? [] : [showExplanation(explanation, language, workshop.screen)];
  return print([shown, ...why].join('\n\n'), EXIT.done, workshop);
}

async function runBatch(command: CommandOf<'batch'>, desk: OpenDesk, workshop: Workshop): Promise<number> {
  let failed = false;
  const lines = linesOf(command.file, workshop.stdin);
  for await (const result of answerBatch(lines, answerer(command, desk, workshop), workshop.log)) {
    if ('error' in result) failed = true;
    await workshop.out.print(JSON.stringify(result));
    workshop.signal.throwIfAborted();
    if (workshop.out.closed) break;
  }
  return failed ? EXIT.someFailed : EXIT.done;
}

function answerer(
  { now, language, explain }: CommandOf<'ask' | 'batch'>,
  { catalog, store, embedder, timeZone }: OpenDesk,
  workshop: Workshop,
) {
  return (question: string) =>
    ask(question, {
      catalog,
      store,
      embedder,
      timeZone,
      explain,
      now: now ?? workshop.now(),
      ...(language !== null && { language }),
    });
}

/** An item's id needs no model; words do. */
async function runSources({ words, language, json }: CommandOf<'sources'>, workshop: Workshop): Promise<number> {
  const show = async (desk: OpenDesk): Promise<number> => {
    const list = await sources(words, desk);
    const of = desk.catalog.item(words)?.bulletin.language;
    return print(
      json ? toJson(list) : showSources(list, language ?? of ?? languageOf(words), workshop.screen),
      EXIT.done,
      workshop,
    );
  };
  if (/^[^\s/]+\/\S+$/.test(words)) {
    let known = true;
    const code = await withDesk(workshop, { build: true, model: false }, async (desk) => {
      known = desk.catalog.item(words) !== undefined;
      return known ? show(desk) : EXIT.done;
    });
    if (known) return code;
  }
  return withDesk(workshop, { build: true, model: true }, show);
}

async function runDaily(
  { day, now, language, json }: CommandOf<'daily'>,
  desk: OpenDesk,
  workshop: Workshop,
): Promise<number> {
  const { bulletins } = desk.catalog;
  const { store, timeZone } = desk;
  const result = await digest(day, bulletins, { now: now ?? workshop.now(), timeZone, store });
  const text = () => showDigest(result, digestDays(bulletins), language ?? languageIn(desk), workshop.screen);
  return print(json ? toJson(result) : text(), EXIT.done, workshop);
}

async function runItems(
  { bulletin, language, json }: CommandOf<'items'>,
  desk: OpenDesk,
  workshop: Workshop,
): Promise<number> {
  const list = items(desk.catalog.bulletins, bulletin);
  const known = desk.catalog.bulletins.map((stored) => stored.bulletin.id);
  const text = () => showItems(list, { asked: bulletin, known }, language ?? languageIn(desk), workshop.screen);
  return print(json ? toJson(list) : text(), EXIT.done, workshop);
}

/** The language of the latest bulletin: that of readers who typed no words of their own. */
function languageIn({ catalog }: Desk): Language {
  return catalog.bulletins[0]?.bulletin.language ?? 'en';
}

async function runIngest({ paths, json }: CommandOf<'ingest'>, desk: OpenDesk, workshop: Workshop): Promise<number> {
  const report = await desk.ingest(paths, abortable(workshop));
  workshop.progress.stop();
  const code = report.failed.length > 0 ? EXIT.someFailed : EXIT.done;
  return print(json ? toJson(report) : showIngest(report, workshop.screen), code, workshop);
}

async function runEvaluate({ folder, run, json }: CommandOf<'evaluate'>, workshop: Workshop): Promise<number> {
  const onProgress: Progress['evaluation'] = (done, total, what) => {
    workshop.signal.throwIfAborted();
    workshop.progress.evaluation(done, total, what);
  };
  const report = await workshop.evaluate(folder, { run, onProgress });
  workshop.progress.stop();
  return print(json ? toJson(report) : showEvaluation(report), EXIT.done, workshop);
}

async function runDoctor({ json, bulletin }: CommandOf<'doctor'>, workshop: Workshop): Promise<number> {
  if (bulletin !== null) {
    const structure = await workshop.inspect(bulletin);
    const code = structure.signs.length === 0 ? EXIT.done : EXIT.someFailed;
    return print(json ? toJson(structure) : showStructure(structure, workshop.screen), code, workshop);
  }
  const report = await workshop.doctor();
  const code = report.ok ? EXIT.done : EXIT.fault;
  return print(json ? toJson(report) : showDoctor(report, workshop.screen), code, workshop);
}

async function print(text: string, code: number, { out }: Workshop): Promise<number> {
  await out.print(text);
  return code;
}

function toJson(result: object): string {
  return JSON.stringify(result, null, 2);
}
