/**
 * @file map.h
 * Maps: one racer at W x H values of two of its settings or start coordinates, and what
 * became of each. A cell is to the bit what a run with those values is; where the rule
 * allows it, many cells are computed side by side.
 */
#ifndef RAVINE_MAP_H
#define RAVINE_MAP_H

#include <ravine/document.h>
#include <ravine/objective.h>

struct rv_map;

/** In place of a setting's key: a coordinate of the start. */
enum { RV_KEY_START_X = 253, RV_KEY_START_Y = 254 };

/** How values lie between the ends of an axis: evenly in the value, in its logarithm, in
 * the logarithm of one minus the value. */
enum rv_map_scale { RV_MAP_LINEAR, RV_MAP_LOG, RV_MAP_LOG1M };

/** What varies along a side of a map: from @lo at the first cell to @hi at the last. */
struct rv_map_axis {
    rv_key key; /**< of the racer, or RV_KEY_START_X, RV_KEY_START_Y */
    double lo, hi;
    enum rv_map_scale scale;
};

struct rv_map_plan {
    struct rv_map_axis x, y;
    size_t width, height;
    size_t from, until; /**< the rows from <= row < until alone; both 0: all of them */
    int64_t steps;
    double target;
};

enum rv_outcome {
    RV_OUTCOME_PENDING,   /**< not yet computed */
    RV_OUTCOME_ARRIVED,   /**< its loss was below the target at some step */
    RV_OUTCOME_RUNNING,   /**< it was not, after all steps */
    RV_OUTCOME_DIVERGED,  /**< nor before its row was not finite */
    RV_OUTCOME_CONVERGED, /**< nor where the rule met its own tolerance */
};

struct rv_map_cell {
    int64_t steps_to_target; /**< first step with loss < target; -1: none */
    double loss;             /**< of the last row */
    enum rv_outcome outcome;
};

/**
 * Value @i of the @n along @axis. The ends are exact.
 */
RV_API double rv_map_value(const struct rv_map_axis *axis, size_t n, size_t i);
/** The rows of shard @i of @n: contiguous, in order, all rows once, sizes that differ by
 * one at most; none where there are more shards than rows. */
RV_API void rv_map_shard(size_t height, size_t i, size_t n, size_t *from, size_t *until);

/**
 * Plan a map of racer @racer of @document on @objective (a surface, referenced).
 * @document and @plan are copied as far as needed. Nothing is computed yet.
 *
 * @param out  set to NULL on failure; free it with rv_map_destroy().
 * @return RV_OK; RV_E_UNKNOWN: no such setting; RV_E_RANGE: a value that the setting or
 * the surface does not take, an axis without a logarithm, the same key twice, no cells;
 * RV_E_MEMORY.
 */
RV_API enum rv_status rv_map_create(struct rv_map **out, struct rv_objective *objective,
                                    const struct rv_document *document, size_t racer,
                                    const struct rv_map_plan *plan,
                                    struct rv_error *error);
/** NULL is fine. */
RV_API void rv_map_destroy(struct rv_map *map);
/**
 * Compute on until every cell is computed, stopping near @deadline_ns (CLOCK_MONOTONIC;
 * INT64_MAX: never; one that has passed: after a little). @return RV_OK, RV_E_MEMORY.
 */
RV_API enum rv_status rv_map_work(struct rv_map *map, int64_t deadline_ns);
/** Cells still pending. */
RV_API size_t rv_map_left(const struct rv_map *map);
/** The cell in column @column, row @row (of the whole map, within from..until). */
RV_API const struct rv_map_cell *rv_map_cell(const struct rv_map *map, size_t column,
                                             size_t row);

#endif
