/** Whoever reads the output may have read enough, as `head` does: the command goes on to its end, and so does a run of Pulumi. */
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") {
      throw error;
    }
  });
}
