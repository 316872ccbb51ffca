import type { z } from "zod";
import type { Finding } from "../findings/finding-collector";
import { shapeProblem } from "./finding-shape";
import { readJsonElements } from "./json-elements";
import type { ElementPath } from "./json-outline";
import type { ReportFormat } from "../findings/leak-report";
import type { ReportBeginning } from "../findings/report-beginning";
import { damaged, type FormatReader } from "../findings/report-source";

/** A format whose findings are the elements of one JSON text. */
export interface JsonFormat<Element> {
  format: ReportFormat;
  recognises: (beginning: ReportBeginning) => boolean;
  /** The path to the findings. */
  path: (beginning: ReportBeginning) => ElementPath;
  /** True if several texts may follow each other in a file. */
  mayRepeat: boolean;
  shape: z.ZodType<Element>;
  /** The findings of an element; at least one. */
  findingsOf: (element: Element) => Finding[];
}

/** The reader of a format that is JSON: streams it, and holds one finding at a time. */
export function jsonReader<Element>(json: JsonFormat<Element>): FormatReader {
  const { format, recognises, shape, mayRepeat } = json;
  return {
    format,
    recognises,
    read(source, collector) {
      return readJsonElements(source, {
        format,
        path: json.path(source.beginning),
        mayRepeat,
        onElement: (element, line) => {
          const parsed = shape.safeParse(element);
          if (!parsed.success) {
            throw damaged(source, format, line, shapeProblem(parsed.error));
          }
          for (const finding of json.findingsOf(parsed.data)) {
            collector.add(finding);
          }
        },
      });
    },
  };
}
