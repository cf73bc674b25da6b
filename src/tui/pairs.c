#include "tui/pairs.h"

#include <stdlib.h>
#include <string.h>

#define NCURSES_NOMACROS
#include <curses.h>

/* Curses has 32767 in the program's own description; what it does when they run out
 * differs between versions, so they never do. */
enum { FIRST_SIZE = 1024, MOST_PAIRS = 30000 };

void
pairs_finish(struct pairs *pairs)
{
    free(pairs->slots);
    *pairs = (struct pairs){0};
}

static struct pair_slot *
find(struct pair_slot *slots, size_t size, uint64_t key)
{
    uint64_t hash = key * 0x9e3779b97f4a7c15u;
    size_t at = (size_t)(hash >> 32) & (size - 1);
    while (slots[at].key != 0 && slots[at].key != key)
        at = (at + 1) & (size - 1);
    return &slots[at];
}

static bool
grow(struct pairs *pairs)
{
    size_t size = pairs->size ? pairs->size * 2 : FIRST_SIZE;
    struct pair_slot *slots = calloc(size, sizeof *slots);
    if (!slots)
        return false;
    for (size_t i = 0; i < pairs->size; i++)
        if (pairs->slots[i].key)
            *find(slots, size, pairs->slots[i].key) = pairs->slots[i];
    free(pairs->slots);
    pairs->slots = slots;
    pairs->size = size;
    return true;
}

static int
look_up(struct pairs *pairs, uint64_t key, int fg, int bg)
{
    if (2 * (pairs->used + 1) > pairs->size && !grow(pairs))
        return 0;
    struct pair_slot *slot = find(pairs->slots, pairs->size, key);
    if (slot->key == 0) {
        int pair = alloc_pair(fg, bg);
        *slot = (struct pair_slot){.key = key, .pair = pair > 0 ? pair : 0};
        pairs->failed |= pair < 0;
        pairs->used++;
    }
    return slot->pair;
}

int
pairs_get(struct pairs *pairs, int fg, int bg)
{
    if (fg < 0 && bg < 0)
        return 0;
    /* Never 0: the colours are -1 or more. */
    uint64_t key = (uint64_t)(uint32_t)(fg + 2) << 32 | (uint32_t)(bg + 2);
    if (key != pairs->last_key) {
        pairs->last_pair = look_up(pairs, key, fg, bg);
        pairs->last_key = key;
    }
    return pairs->last_pair;
}

bool
pairs_full(const struct pairs *pairs)
{
    return pairs->used >= MOST_PAIRS || (pairs->failed && !pairs->crowded);
}

void
pairs_reset(struct pairs *pairs)
{
    reset_color_pairs();
    pairs_finish(pairs);
    pairs->crowded = true;
}

void
pairs_retry(struct pairs *pairs)
{
    pairs->crowded = false;
}
