/** @module */

import { z } from "zod";
import { definePrompt } from "../capability.ts";
import { embedded } from "../domain/embed.ts";
import { lookAt } from "../domain/operations/look.ts";
import { rowOf } from "../domain/rows.ts";
import { suggestTasks } from "../domain/suggestions.ts";
import { fullAnswerOf } from "../domain/task.ts";
import { readId } from "../domain/task_id.ts";
import { nowText } from "../domain/when/mod.ts";

/** Has the model cut a task into parts. */
export const breakDownTask = definePrompt({
  name: "break_down_task",
  title: "Break down a task",
  description: "Cuts one task into parts that can be done one by one.",
  input: z.object({ task_id: z.string().describe("Id of the task; words of its title complete it") }),
  complete: {
    task_id: async (typed, { tasks, clock }) => suggestTasks(await tasks.index(), typed, "open", clock()),
  },
  async render({ task_id }, { tasks, clock }) {
    const id = readId(task_id.trim(), 'Argument "task_id"');
    const at = clock();
    const { task, states, notes, children, blockers } = await tasks.write(lookAt(id, at.zone));
    const whole = { ...fullAnswerOf(task, at.iso), is: states, notes };
    return `Break task ${id} down into parts that can each be done in one sitting. It is ${
      nowText(at.now, at.zone)
    }.

1. Say in one sentence what is done when the task is done
2. List the parts that are still missing, each beginning with a verb, in the order in which they can be done
3. Say which parts have to wait for others, and which can be done side by side
4. Show the list and ask; then add it by one add_tasks with parent_id ${id}, and blocked_by by ref

${
      embedded([
        { name: "The task", rows: [whole] },
        { name: "Its parts so far", rows: children.map(rowOf) },
        { name: "What it waits for", rows: blockers.map(rowOf) },
      ])
    }`;
  },
});
