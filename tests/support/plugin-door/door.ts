/** The door to the lifecycle through which a suite goes: a project of jest's says so. */
export const isThroughPlugin = (globalThis as { isThroughPlugin?: boolean }).isThroughPlugin === true;
