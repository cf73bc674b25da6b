/**
 * @file list.h
 * The topics of `ravine list`: for each the id of an entry, its row in the table and the
 * entry in full.
 */
#ifndef CLI_LIST_H
#define CLI_LIST_H

#include <stddef.h>

/** Columns that UTF-8 @text takes, a column a character. */
size_t list_columns(const char *text);

const char *list_optimizer_id(size_t i);
void list_optimizer_row(size_t i);
void list_optimizer_detail(size_t i);

const char *list_surface_id(size_t i);
void list_surface_row(size_t i);
void list_surface_detail(size_t i);

const char *list_data_id(size_t i);
void list_data_row(size_t i);
void list_data_detail(size_t i);

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
