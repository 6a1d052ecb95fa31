// How a command ends that didn't do what was asked: exit code 1, or 2 where it wasn't understood.

export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: 1 | 2;

  /** @param message what to do about it; empty where the command has said it already */
  constructor(message: string, exitCode: 1 | 2) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** It was understood and couldn't be done. */
export function failure(message: string): CommandFailure {
  return new CommandFailure(message, 1);
}

/** It wasn't understood. */
export function misuse(message: string): CommandFailure {
  return new CommandFailure(message, 2);
}
