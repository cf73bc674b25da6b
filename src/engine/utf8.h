/**
 * @file utf8.h
 * Text from files, before it goes anywhere near a screen.
 */
#ifndef ENGINE_UTF8_H
#define ENGINE_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/** Is @text (@n bytes) UTF-8 without characters that steer a terminal or turn the
 * direction of writing? */
bool utf8_is_clean(const char *text, size_t n);

/** Copy @text into @out (@size bytes), cut between two characters where it is too long.
 */
void utf8_copy(char *out, size_t size, const char *text);

#endif
