/**
 * @file axis.h
 * A vertical axis over rows of cells: its ticks have round values and stand in whole
 * rows, equally far apart.
 */
#ifndef RENDER_AXIS_H
#define RENDER_AXIS_H

#include <stdbool.h>

/** Values are log10 of what is shown where @logarithmic. */
struct axis {
    bool logarithmic;
    int rows;
    double lo, hi; /**< at the middle of the lowest and of the highest row */
    double step;   /**< between ticks: 1-2-5, or whole decades */
    double top;    /**< value of the uppermost tick, a multiple of @step unless decades */
    int first;     /**< the row of that tick, from 0 */
    int gap;       /**< rows from one tick to the next */
    int ticks;
};

/**
 * The tightest axis over @rows (1 or more) that shows @lo..@hi, which may be any numbers;
 * a single value stands on a tick. Linear axes begin with a tick in the lowest row,
 * logarithmic ones in the highest, so that falling losses have the room below.
 * Fewer ticks are taken rather than ticks with nothing near them.
 * @param least  ticks there should be: fewer only where rows are too few, or where
 *               @lo..@hi is wider than that
 */
struct axis axis_fit(double lo, double hi, bool logarithmic, int rows, int least);
/** The row, from the top, where @value (log10 on a logarithmic axis) stands. */
double axis_row(const struct axis *axis, double value);
/** Tick @i from the top as it is written. @return @buffer (NUMBER_TEXT_MAX). */
char *axis_text(const struct axis *axis, int i, bool ascii, char *buffer);
enum { AXIS_COLUMNS_LEAST = 4 };
/** Columns of the widest of them, and at least so many. */
int axis_columns(const struct axis *axis, bool ascii);

#endif
