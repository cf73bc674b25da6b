/**
 * @file run.h
 * The program, run as a user runs it, without a terminal.
 */
#ifndef TESTS_CLI_RUN_H
#define TESTS_CLI_RUN_H

#include <stddef.h>

/** What a program answered. */
struct answer {
    int status;      /**< exit status; -signal if one ended it */
    char *out, *err; /**< owned, NUL behind */
    size_t n_out;
};

/**
 * Run the program with @arguments, words parted by blanks ('a b' in quotes is one word).
 * Standard input is empty. A program that runs for more than a minute fails the test.
 */
struct answer run(const char *arguments);
/** The same with standard output to @path ("/dev/full"), or closed after @limit bytes of
 * it were read where @path is NULL. */
struct answer run_to(const char *arguments, const char *path, size_t limit);
void answer_finish(struct answer *answer);
/** Run; the status must be @status, standard error must hold @complaint (NULL: be empty).
 */
void expect(const char *arguments, int status, const char *complaint);
/** Lines of @text. */
size_t count_lines(const char *text);

#endif
