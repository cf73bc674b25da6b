/**
 * @file terminfo.h
 * Terminal descriptions compiled into the program (ravine.ti), in the form ncurses reads
 * from the variable TERMINFO; empty when there was no tic at build time.
 */
#ifndef TUI_TERMINFO_H
#define TUI_TERMINFO_H

extern const char terminfo_ravine_rgb[];
extern const char terminfo_ravine_rgb_tmux[];

#endif
