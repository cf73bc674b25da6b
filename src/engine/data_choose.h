/**
 * @file data_choose.h
 * Which columns of a table are features and target.
 */
#ifndef ENGINE_DATA_CHOOSE_H
#define ENGINE_DATA_CHOOSE_H

#include "data_rows.h"

struct data_choice {
    size_t n; /**< columns chosen: the features, then the target */
    size_t column[RV_FEATURES_MAX + 1];
};

/** Find the columns that @columns asks for (NULL: the standard) in the header of @rows,
 * which fails where there are none such. */
void data_choose(struct data_choice *choice, struct data_rows *rows,
                 const struct rv_columns *columns);

#endif
