/**
 * @file tmux.h
 * What the terminal outside of tmux can do. tmux takes colours of 24 bits from programs
 * always, and makes them the nearest of 256 where the terminal outside has no more: dark
 * ramps then become patches, and a ramp made for 256 looks better.
 */
#ifndef TUI_TMUX_H
#define TUI_TMUX_H

enum tmux_colors {
    TMUX_UNKNOWN, /**< not within tmux, or it does not say */
    TMUX_PALETTE,
    TMUX_RGB,
};

/** Ask the tmux that TMUX names; waits a fifth of a second at most. */
enum tmux_colors tmux_colors(void);

#endif
