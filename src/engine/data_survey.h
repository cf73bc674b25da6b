/**
 * @file data_survey.h
 * What the columns of a table hold.
 */
#ifndef ENGINE_DATA_SURVEY_H
#define ENGINE_DATA_SURVEY_H

#include <ravine/data.h>

/** Look at all columns of @size bytes of CSV text; see rv_data_survey(). */
enum rv_status data_survey(struct rv_column **columns, size_t *n_columns, size_t *n_rows,
                           const char *bytes, size_t size, struct rv_error *error);

#endif
