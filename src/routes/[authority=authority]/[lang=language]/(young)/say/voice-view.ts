import type { Ending } from './voice-take.ts';
import type { Trouble } from './recording.ts';

/** What can be seen: which buttons there are. */
export type Scene = 'empty' | 'asking' | 'recording' | 'done' | 'listening' | 'sure';

/** What is told in words, by the name of its message. */
export type Told =
  | Exclude<Ending, 'unused'>
  | Trouble
  | 'asking'
  | 'recording'
  | 'restored'
  | 'gone'
  | 'unplayable'
  | 'silent';

type Button = 'start' | 'stop' | 'listen' | 'hush' | 'again' | 'delete' | 'yes' | 'no';

const BUTTONS: Record<Scene, Button[]> = {
  empty: ['start'],
  asking: ['start'],
  recording: ['stop'],
  done: ['listen', 'again', 'delete'],
  listening: ['hush'],
  sure: ['no', 'yes'],
};

export interface VoiceView {
  scene(): Scene;
  /** @param clock what the clock shows; empty where there is none yet. */
  show(scene: Scene, told: Told | null, clock: string): void;
  clock(text: string): void;
  level(loudness: number): void;
  /** The time is nearly up. */
  nearly(isShown: boolean): void;
  onPress(does: Record<Button, () => void>): void;
  lock(isLocked: boolean): void;
}

const isCalm = () =>
  document.documentElement.dataset.movement === 'calm' ||
  matchMedia('(prefers-reduced-motion: reduce)').matches;

/** The recorder as it is seen and heard: texts and buttons are in the page, and shown one at a time. */
export function voiceView(root: HTMLElement): VoiceView {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>('[data-rec]')];
  const clock = root.querySelector<HTMLElement>('[data-rec-clock]')!;
  const level = root.querySelector<HTMLMeterElement>('[data-rec-level]')!;
  const nearly = root.querySelector<HTMLElement>('[data-rec-nearly]')!;
  const sure = root.querySelector<HTMLElement>('[data-rec-sure]')!;
  const buttonInFocus = () => buttons.some((button) => button === document.activeElement && !button.hidden);
  const scene = () => root.dataset.scene as Scene;
  return {
    scene,
    show(next, told, text) {
      const held = buttonInFocus();
      root.dataset.scene = next;
      for (const part of root.querySelectorAll<HTMLElement>('[data-rec-told]'))
        part.hidden = part.dataset.recTold !== told;
      for (const button of buttons) button.hidden = !BUTTONS[next].includes(button.dataset.rec as Button);
      sure.hidden = next !== 'sure';
      level.hidden = next !== 'recording' || isCalm();
      clock.hidden = text === '' && next !== 'recording' && next !== 'listening';
      clock.textContent = text;
      // Who uses a keyboard goes on from where they were.
      if (held && !buttonInFocus()) buttons.find((button) => !button.hidden)?.focus();
    },
    clock(text) {
      if (clock.textContent !== text) clock.textContent = text;
    },
    level(loudness) {
      if (!level.hidden) level.value = Math.min(1, loudness * 2);
    },
    nearly(isShown) {
      if (nearly.hidden === isShown) nearly.hidden = !isShown;
    },
    onPress(does) {
      for (const button of buttons)
        button.addEventListener('click', () => scene() !== 'asking' && does[button.dataset.rec as Button]());
    },
    lock(isLocked) {
      for (const button of buttons) button.disabled = isLocked;
    },
  };
}
