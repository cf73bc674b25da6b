/**
 * @file text.h
 * Text from outside: UTF-8 without control characters, before it reaches a screen.
 */
#ifndef SCENE_TEXT_H
#define SCENE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/**
 * The character at @text (@n > 0 bytes left), strictly: no overlong forms, surrogates or
 * values past U+10FFFF.
 * @return its length in bytes, 0 where it is not UTF-8.
 */
size_t text_decode(const char *text, size_t n, uint32_t *character);
/** Characters that steer a terminal or turn the direction of writing. */
bool text_is_control(uint32_t character);
/** Characters in the first @n bytes of @text, as columns count them. */
size_t text_length(const char *text, size_t n);
/** Replace what is not clean by `?`, in place; a torn last character is cut off. */
void text_tame(char *text);
/** The first byte of @text that is not clean (tab, newline and return are), or @n. */
size_t text_first_unclean(const char *text, size_t n);

#endif
