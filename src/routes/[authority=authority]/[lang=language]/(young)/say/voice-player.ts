type Bytes = Uint8Array<ArrayBuffer>;

/**
 * Plays what was recorded. Sound that a browser has just recorded names no length, so its own controls would show none:
 * the clock is ours, and every listening begins anew.
 */
export class VoicePlayer {
  readonly #sound = new Audio();
  #address = '';

  /** @param onEnd called when it is over; `false` where this phone cannot play it. */
  constructor(onEnd: (played: boolean) => void) {
    this.#sound.addEventListener('ended', () => onEnd(true));
    this.#sound.addEventListener('error', () => this.#address && onEnd(false));
  }

  get seconds(): number {
    return this.#sound.currentTime;
  }

  async play(pieces: Bytes[], type: string): Promise<void> {
    this.stop();
    this.#address = URL.createObjectURL(new Blob(pieces, { type }));
    this.#sound.src = this.#address;
    await this.#sound.play();
  }

  stop(): void {
    const address = this.#address;
    this.#address = '';
    this.#sound.pause();
    this.#sound.removeAttribute('src');
    if (address) URL.revokeObjectURL(address);
  }
}
