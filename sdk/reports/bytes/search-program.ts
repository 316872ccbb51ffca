import type { WasmFunction } from "./assemble-wasm";

/** Bytes at the beginning of memory for the classes: two times the halves of a pair's bytes, and those of base64. */
export const classesLength = 10 * 16;

/** The tables of third bytes stand behind them: the sets of each byte, and the sets by the first two bytes. */
export const setsStart = 256;
export const pairsStart = 512;
export const tablesLength = pairsStart + (1 << 16);

/** Bits of the class of base64. */
export const capitalBits = 0x0c;
export const smallBits = 0x30;

/** A place at which only base64 stands is told with this bit. */
export const runBit = 1 << 31;
/** One in so many bytes is looked at for base64, */
export const runStep = 32;
/** and so many of them. */
export const runLength = 16;

const vectors = [
  ...["lows1", "highs1", "lows2", "highs2", "lows3", "highs3", "lows4", "highs4", "lowsR", "highsR"],
];
const loadClasses = vectors
  .map((name, index) => `i32.const 0 v128.load ${index * 16} local.set ${name}`)
  .join("\n");

const halvesOf = (address: number, low: string, high: string) => `
  local.get at v128.load ${address} local.tee bytes
  local.get halves v128.and local.set ${low}
  local.get bytes i32.const 4 i8x16.shr_u local.set ${high}`;
const inClass = (which: string, low: string, high: string) => `
  local.get lows${which} local.get ${low} i8x16.swizzle
  local.get highs${which} local.get ${high} i8x16.swizzle
  v128.and`;
/** The pairs that begin at sixteen bytes from a place on, as bits that are not zero. */
const pairsAt = (address: number) => `
  ${halvesOf(address, "low", "high")}
  ${halvesOf(address + 1, "low2", "high2")}
  ${inClass("1", "low", "high")} ${inClass("2", "low2", "high2")} v128.and
  ${inClass("3", "low", "high")} ${inClass("4", "low2", "high2")} v128.and
  v128.or`;
const bitsOfBytes = "local.get zeros i8x16.ne i8x16.bitmask";

/**
 * Writes the places from `at` up to `to` at which a needle may begin, or base64 stands, to `out`; tells where it has ended. Two
 * times sixteen bytes a round, so up to 31 behind `to` may be told as well.
 */
const search: WasmFunction = {
  name: "search",
  parameters: ["at", "to", "out"],
  locals: {
    i32: ["found", "isRun", "place"],
    v128: [
      ...[...vectors, "halves", "capitals", "smalls", "zeros", "bytes", "low", "high", "low2", "high2"],
      ...["pairs", "others", "kinds"],
    ],
  },
  code: `
    ${loadClasses}
    i32.const 15 i8x16.splat local.set halves
    i32.const ${capitalBits} i8x16.splat local.set capitals
    i32.const ${smallBits} i8x16.splat local.set smalls
    block
      loop
        local.get at local.get to i32.ge_u br_if 1
        ${pairsAt(16)} local.set others
        ${pairsAt(0)} local.set pairs
        ${inClass("R", "low", "high")} local.tee kinds i8x16.all_true
        local.get kinds local.get capitals v128.and v128.any_true i32.and
        local.get kinds local.get smalls v128.and v128.any_true i32.and
        local.tee isRun
        local.get pairs local.get others v128.or v128.any_true
        i32.or
        if
          local.get isRun
          if
            local.get out local.get at i32.const ${runBit} i32.or i32.store 0
            local.get out i32.const 4 i32.add local.set out
          end
          local.get pairs ${bitsOfBytes}
          local.get others ${bitsOfBytes} i32.const 16 i32.shl
          i32.or local.set found
          block
            loop
              local.get found i32.eqz br_if 1
              local.get at local.get found i32.ctz i32.add local.tee place
              i32.load16_u 0 i32.load8_u ${pairsStart}
              local.get place i32.load8_u 2 i32.load8_u ${setsStart}
              i32.and
              if
                local.get out local.get place i32.store 0
                local.get out i32.const 4 i32.add local.set out
              end
              local.get found local.get found i32.const 1 i32.sub i32.and local.set found
              br 0
            end
          end
        end
        local.get at i32.const ${runStep} i32.add local.set at
        br 0
      end
    end
    local.get out`,
};

/** A byte holds no larger count. */
const mostRounds = 255;

/** Counts the line ends from `at` up to `to`, which is a multiple of sixteen bytes further on. */
const lineEnds: WasmFunction = {
  name: "lineEnds",
  parameters: ["at", "to"],
  locals: { i32: ["stop"], v128: ["newline", "counts", "sum", "zeros"] },
  code: `
    i32.const 10 i8x16.splat local.set newline
    block
      loop
        local.get at local.get to i32.ge_u br_if 1
        local.get zeros local.set counts
        local.get at i32.const ${mostRounds * 16} i32.add local.set stop
        block
          loop
            local.get at local.get to i32.ge_u br_if 1
            local.get at local.get stop i32.ge_u br_if 1
            local.get counts local.get at v128.load 0 local.get newline i8x16.eq i8x16.sub local.set counts
            local.get at i32.const 16 i32.add local.set at
            br 0
          end
        end
        local.get sum
        local.get counts i16x8.extadd_pairwise_i8x16_u i32x4.extadd_pairwise_i16x8_u
        i32x4.add local.set sum
        br 0
      end
    end
    local.get sum i32x4.extract_lane 0 local.get sum i32x4.extract_lane 1 i32.add
    local.get sum i32x4.extract_lane 2 i32.add local.get sum i32x4.extract_lane 3 i32.add`,
};

/** The program that searches a report's bytes. */
export const searchProgram: readonly WasmFunction[] = [search, lineEnds];
