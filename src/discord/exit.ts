/** Exit codes for whoever keeps the bot running: asked to stop; a fault after which a new start may help; a configuration that no
 *  start cures (EX_CONFIG of sysexits.h). */
export const EXIT = { stopped: 0, fault: 1, configuration: 78 } as const;
