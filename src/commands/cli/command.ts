/**
 * What a command for people is: data and one function, like a tool.
 *
 * @module
 */

import type { Context } from "../../capability.ts";
import type { TaskCommand } from "../../config.ts";
import type { Args } from "./args.ts";

/** One flag of a command. */
export interface Flag {
  /** What stands for the value; a flag without one is there or not. */
  readonly value?: string;
  /** What it does. */
  readonly text: string;
}

/** The flags of a command, by name, without their dashes. */
export type Flags = Readonly<Record<string, Flag>>;

/** Where an answer goes. */
export interface Output {
  /** Writes a text and a line break. */
  print(text: string): void;
  /** The columns of the terminal; undefined where there is none, and then nothing is cut. */
  readonly width?: number | undefined;
}

/** A command for people. It does what a tool does, and shows it as text. */
export interface CliCommand {
  /** What a person types. */
  readonly name: TaskCommand;
  /** What follows the name, but for flags. */
  readonly usage: string;
  /** What it does. */
  readonly text: string;
  /** Whether it changes tasks. */
  readonly writes: boolean;
  /** Its flags, besides `--json`, which every command has. */
  readonly flags: Flags;
  /**
   * Does the work and prints the answer.
   *
   * @throws {UsageError} where the words are not as the usage has them, before anything is done.
   */
  run(args: Args, context: Context, output: Output): Promise<void>;
}
