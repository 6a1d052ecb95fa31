/** A ReadableStream that pulls from a generator, after what was taken from it before. Younger browsers call it `ReadableStream.from`. */
export function streamOf<Part>(taken: readonly Part[], rest: AsyncGenerator<Part, void, undefined>, onCancel: () => void): ReadableStream<Part> {
  return new ReadableStream<Part>({
    start(controller) {
      for (const part of taken) controller.enqueue(part);
    },
    async pull(controller) {
      try {
        const { done, value } = await rest.next();
        if (done) controller.close();
        else controller.enqueue(value);
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      onCancel();
      await rest.return();
    },
  });
}
