/**
 * @file pairs.h
 * Curses numbers every pair of colours. Two numbers of equal colours defeat its
 * comparison of pictures, so there is one for each pair of *terminal* colours, remembered
 * here: asking curses costs more than looking it up.
 */
#ifndef TUI_PAIRS_H
#define TUI_PAIRS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct pairs {
    struct pair_slot {
        uint64_t key; /**< 0: free */
        int pair;
    } * slots;
    size_t size, used; /**< size is a power of two */
    uint64_t last_key;
    int last_pair;
    bool failed;  /**< curses had none left */
    bool crowded; /**< nor after a reset: one picture needs more than there are */
};

/** All zero is an empty table. */
void pairs_finish(struct pairs *pairs);
/**
 * The number of the pair (@fg, @bg), terminal colours, -1 the terminal's own; allocated
 * at first sight. 0, the terminal's own pair, when it has no more.
 */
int pairs_get(struct pairs *pairs, int fg, int bg);
/** Is it time to pairs_reset() and draw everything anew? */
bool pairs_full(const struct pairs *pairs);
/** Forget every pair; curses too. Where that has just been tried and was not enough, the
 * table is not full again before pairs_retry(). */
void pairs_reset(struct pairs *pairs);
void pairs_retry(struct pairs *pairs);

#endif
