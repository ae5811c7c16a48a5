/** Records a voice on the page where something is said. Fetched when it is first opened. */
import { VOICE_SECONDS_MAX } from '$lib/voice/parts.ts';
import { typeFor } from './part-file.ts';
import { offerTool, type ToolPlace } from './part-field.ts';
import type { PartWidget } from './part-widget.ts';
import { chooseType, clockText, troubleOf, type TakeFacts, type Trouble } from './recording.ts';
import { VoicePlayer } from './voice-player.ts';
import { VoiceStore } from './voice-store.ts';
import { startTake, type Ending, type Take } from './voice-take.ts';
import { voiceView, type Told } from './voice-view.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Seconds before the end when it is told. */
const WARNING = 20;
const TICK_MS = 100;

const whole = (pieces: Bytes[]): Promise<ArrayBuffer> => new Blob(pieces).arrayBuffer();

function makeRecorder({ root, keeper, changed, carry, showFile }: ToolPlace): PartWidget {
  const view = voiceView(root);
  const store = new VoiceStore(keeper);
  const mime = chooseType((type) => MediaRecorder.isTypeSupported(type));
  let pieces: Bytes[] = [];
  let facts: TakeFacts = { type: '', seconds: 0 };
  let take: Take | null = null;
  let ended: Promise<void> = Promise.resolve();
  let ticking: ReturnType<typeof setInterval> | undefined;
  /** Grows with each recording asked for: one that is late, or was given up, is let go. */
  let asked = 0;

  const player = new VoicePlayer((played) => rest(played ? 'done' : 'unplayable'));

  const hasSomething = () => pieces.length > 0;
  const rest = (told: Told | null): void => {
    clearInterval(ticking);
    player.stop();
    view.nearly(false);
    view.show(hasSomething() ? 'done' : 'empty', told, hasSomething() ? clockText(facts.seconds) : '');
  };
  const every = (tick: () => void): void => {
    clearInterval(ticking);
    ticking = setInterval(tick, TICK_MS);
    tick();
  };
  const tellForm = (): void => {
    changed(hasSomething());
    const name = `voice.${facts.type.split('/')[1]}`;
    if (hasSomething() && !take) carry(new File(pieces, name, { type: facts.type }));
  };

  const forget = async (): Promise<void> => {
    asked += 1;
    take?.stop('unused');
    take = null;
    pieces = [];
    await store.forget();
  };

  const tick = (): void => {
    if (!take) return;
    const seconds = take.seconds();
    view.clock(`${clockText(seconds)} / ${clockText(VOICE_SECONDS_MAX)}`);
    view.level(take.level());
    view.nearly(VOICE_SECONDS_MAX - seconds <= WARNING);
  };

  const record = async (): Promise<void> => {
    if (!mime) return trouble('broken');
    player.stop();
    view.show('asking', 'asking', '');
    const mine = (asked += 1);
    // The old recording goes only when there is a new one.
    let place = 0;
    let finish: () => void = () => undefined;
    let started: Take;
    try {
      started = await startTake(mime, {
        onPiece(bytes) {
          if (mine !== asked) return;
          pieces.push(bytes);
          facts = { ...facts, seconds: started.seconds() };
          void store.keepPiece(place, bytes);
          void store.keepFacts(facts);
          place += 1;
          if (place === 1) tellForm();
        },
        onEnd: (ending) => {
          finish();
          if (mine === asked) end(ending);
        },
      });
    } catch (fault) {
      if (mine === asked) trouble(troubleOf(fault));
      return;
    }
    if (mine !== asked) return started.stop('unused');
    ended = new Promise((resolve) => (finish = resolve));
    pieces = [];
    facts = { type: typeFor('voice', mime) ?? mime, seconds: 0 };
    void store.forget();
    void store.keepFacts(facts);
    take = started;
    showFile(false);
    view.show('recording', 'recording', '');
    every(tick);
  };

  const trouble = (what: Trouble): void => {
    showFile(true);
    rest(what);
  };

  const end = (ending: Ending): void => {
    facts = { ...facts, seconds: take?.seconds() ?? facts.seconds };
    take = null;
    if (ending === 'unused') return;
    if (hasSomething()) void store.keepFacts(facts);
    else void store.forget();
    tellForm();
    rest(hasSomething() ? ending : 'silent');
  };

  const giveUp = (): void => {
    asked += 1;
    rest(null);
  };

  const listen = (): void => {
    view.show('listening', null, '');
    every(() => view.clock(`${clockText(player.seconds)} / ${clockText(facts.seconds)}`));
    // Stopping before it has begun is no fault; what cannot be played is told by the player.
    player.play(pieces, facts.type).catch(() => undefined);
  };

  let wanted: 'again' | 'delete' = 'delete';
  const sure = (what: 'again' | 'delete') => (): void => {
    wanted = what;
    rest(null);
    view.show('sure', null, clockText(facts.seconds));
  };
  const remove = async (told: Told | null): Promise<void> => {
    await forget();
    tellForm();
    rest(told);
  };

  view.onPress({
    start: () => void record(),
    stop: () => take?.stop('done'),
    listen,
    hush: () => rest('done'),
    again: sure('again'),
    delete: sure('delete'),
    yes: () => void (wanted === 'again' ? record() : remove('gone')),
    no: () => rest('done'),
  });
  view.show('empty', null, '');
  // Nothing is recorded or played where it cannot be seen.
  root.closest('details')?.addEventListener('toggle', ({ target }) => {
    if ((target as HTMLDetailsElement).open) return;
    take?.stop('done');
    if (view.scene() === 'asking') giveUp();
    if (view.scene() === 'listening') rest('done');
  });

  return {
    async attachment() {
      if (view.scene() === 'asking') giveUp();
      take?.stop('done');
      await ended;
      if (!hasSomething()) return null;
      const seconds = Math.round(facts.seconds);
      return { kind: 'voice', type: facts.type, seconds, bytes: new Uint8Array(await whole(pieces)) };
    },
    async restore() {
      const kept = await store.read();
      if (!kept || hasSomething() || take) return hasSomething();
      ({ pieces, facts } = kept);
      tellForm();
      rest('restored');
      return true;
    },
    clear: () => remove(null),
    lock(isLocked) {
      if (isLocked && !take && hasSomething()) rest('done');
      view.lock(isLocked);
    },
  };
}

const canRecord = () => 'MediaRecorder' in window && navigator.mediaDevices?.getUserMedia !== undefined;

offerTool('voice', canRecord, makeRecorder);
