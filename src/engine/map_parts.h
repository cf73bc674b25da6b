/**
 * @file map_parts.h
 * A map, as its two files see it: map_create.c plans and checks, map.c runs the cells.
 */
#ifndef ENGINE_MAP_PARTS_H
#define ENGINE_MAP_PARTS_H

#include <ravine/map.h>
#include <ravine/run.h>

#include "lanes.h"

enum {
    LANES = 192, /* in a block: its numbers stay in the first-level cache */
    ROWS = 256,  /* of a run that goes alone, in one look */
};

/* The cell that goes alone. */
struct alone {
    struct rv_run *run;
    size_t cell;
    int64_t first;
    struct rv_row rows[ROWS];
};

struct rv_map {
    struct rv_objective *objective;
    struct rv_document document; /* the racer alone */
    struct rv_map_plan plan;
    struct rv_map_cell *cells; /* from plan.from on */
    double *x, *y;             /* values along the sides */
    size_t n, left;
    bool by_lanes;       /* blocks still to come, or one in work */
    bool own;            /* every lane with its own settings */
    bool down;           /* lines of cells with the same settings run down */
    size_t lines, along; /* how many, how long; 1, n: all cells are alike */
    size_t line, begin;  /* of the next block */
    struct lane_block block;
    size_t pace, sweep;
    struct alone alone;
};

/** The racer as it is in @cell. */
const struct rv_racer *map_set_cell(struct rv_map *map, size_t cell);
/** Does @key change the rates alone? */
bool map_is_rate(const struct rv_map *map, rv_key key);

#endif
