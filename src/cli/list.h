/**
 * @file list.h
 * The topics of `ravine list`: for each the id of an entry, its row in the table and the
 * entry in full.
 */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include <stddef.h>

#include <ravine/param.h>

/** Columns that UTF-8 @text takes, a column a character. */
size_t list_columns(const char *text);

/* Parts of an entry: a labelled text whose lines stand below each other; rows of settings
 * with range and help (@values NULL: the defaults of the rows); the settings in one line;
 * a title and room up to those. */
void list_indented(const char *label, const char *text);
void list_params(const char *title, const struct rv_param *params, const double *values,
                 size_t n);
void list_settings(const struct rv_param *params, size_t n);
void list_title(const char *title, bool alone);

const char *list_optimizer_id(size_t i);
void list_optimizer_row(size_t i);
void list_optimizer_detail(size_t i);

const char *list_surface_id(size_t i);
void list_surface_row(size_t i);
void list_surface_detail(size_t i);

const char *list_schedule_id(size_t i);
void list_schedule_row(size_t i);
/** With a plot of the rate. */
void list_schedule_detail(size_t i);

const char *list_data_id(size_t i);
void list_data_row(size_t i);
void list_data_detail(size_t i);
/** What is in the CSV file @name, and which surfaces it suits. */
enum rv_status list_data_file(const char *name, struct rv_error *error);

void list_scene_row(size_t i);
/** The scene's own text, to be copied and changed. */
void list_scene_detail(size_t i);

size_t list_key_count(void);
const char *list_key_id(size_t i);
void list_key_row(size_t i);

size_t list_theme_count(void);
const char *list_theme_id(size_t i);
void list_theme_row(size_t i);

#endif
