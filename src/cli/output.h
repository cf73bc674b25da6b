/**
 * @file output.h
 * Numbers and words on standard output, for programs to read.
 */
#ifndef CLI_OUTPUT_H
#define CLI_OUTPUT_H

/** Fits "%.17g" of any double. */
enum { OUTPUT_NUMBER_MAX = 32 };

/** "%.17g"; nan, inf, -inf, never -nan. @return @buffer. */
const char *output_number(double value, char buffer[OUTPUT_NUMBER_MAX]);
/** @text as a CSV field (RFC 4180): in quotes where it needs them. */
void output_csv(const char *text);
/** @text as a JSON string, quotes included. */
void output_json(const char *text);
/** Has standard output failed? A long loop stops then. */
int output_broken(void);
/** Flush; @return @status, or EXIT_ENVIRONMENT when something could not be written (told
 * on stderr, unless the reader is gone). */
int output_finish(int status);

#endif
