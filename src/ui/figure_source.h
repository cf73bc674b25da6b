/**
 * @file figure_source.h
 * What the files that fill a figure share among themselves: its plots, each in a file.
 */
#ifndef UI_FIGURE_SOURCE_H
#define UI_FIGURE_SOURCE_H

#include "figure_data.h"
#include "quantity.h"

/** Room for @n things that lives as long as @data, zero. NULL: no memory. */
void *figure_room(struct figure_data *data, size_t n, size_t size);
uint32_t figure_role(const struct figure_data *data, enum role role);
/** Add a line to @plot and give its places, which are to be filled. NULL: no memory. */
struct place *figure_line(struct figure_data *data, struct figure_plot *plot,
                          struct figure_line look, size_t n);

/* Fill a plot; false: no memory. */

/** @quantity of every racer against the step. */
bool figure_chart(struct figure_data *data, struct figure_plot *plot,
                  const struct model *model, enum quantity quantity);
/** The data, and what each racer's point of the surface says about them. */
bool figure_fit(struct figure_data *data, struct figure_plot *plot,
                const struct model *model);
/** The loss along a line through the chosen racer's point. */
bool figure_section(struct figure_data *data, struct figure_plot *plot,
                    const struct model *model);

#endif
