/*
 * Running programs. For one point registers are doubles; for many each is a block of
 * lanes, and one instruction goes over a whole block before the next one does, so that
 * the compiler puts neighbours into vectors and the cost of deciding what to do is
 * shared. Both are made from the same text of operations (op.h), which has no operation
 * that a vector would round differently: all results have the same bits.
 *
 * A mean is summed row by row in the order of the data. For one point the lanes of the
 * loop are rows; for many points they are points, and rows come one after the other. The
 * sums are the same.
 */
#include <assert.h>
#include <string.h>

#include "../wide.h"
#include "program.h"

enum {
    LANES_MAX = 4 * EXACT_BLOCK,
    LANE_STEP = 8,
    FILE_SIZE = LANE_STEP * REGISTERS_MAX
};

static double
column_value(const struct row_set *set, reg column, size_t i)
{
    const struct rv_data *data = set->data;
    size_t row = set->rows ? set->rows[i] : i;
    return column < data->n_features ? data->x[column][row] : data->target[row];
}

/* One point ------------------------------------------------------------------------ */

static inline double
run_one(const struct instruction *i, const double *r)
{
    double a = r[i->a], b = r[i->b], c = r[i->c];
    switch (i->op) {
#define RUN(name, result) \
    case OP_##name:       \
        return op_##name(a, b, c);
        FORMULA_PLAIN(RUN)
#undef RUN
#define RUN(name, result) \
    case OP_##name:       \
        return op_##name(a, i->k);
        FORMULA_WITH_CONSTANT(RUN)
#undef RUN
#define RUN(name, function) \
    case OP_##name:         \
        return exact_##function(a);
        FORMULA_UNARY(RUN)
#undef RUN
#define RUN(name, function) \
    case OP_##name:         \
        return exact_##function(a, b);
        FORMULA_BINARY(RUN)
#undef RUN
    default:
        assert(false && "an operation without code");
        return NAN;
    }
}

/* Blocks of lanes ------------------------------------------------------------------ */

struct block {
    double *file;         /* registers, @stride doubles each */
    size_t stride, lanes; /* lanes in use, a multiple of LANE_STEP */
    const struct row_set *set;
    size_t row;      /* the data row, or the first one where lanes are rows */
    size_t row_step; /* 0: all lanes have the same row; 1: each has the next */
    size_t rows;     /* how many lanes have a row of their own */
};

static double *
lanes_of(const struct block *block, reg r)
{
    return __builtin_assume_aligned(block->file + r * block->stride, 64);
}

static void
fill(const struct block *block, reg r, double value)
{
    double *out = lanes_of(block, r);
    for (size_t l = 0; l < block->lanes; l++)
        out[l] = value;
}

/* Lanes behind the last row repeat it. */
static void
load_column(const struct block *block, reg r, reg column)
{
    double *out = lanes_of(block, r);
    if (block->row_step == 0) {
        fill(block, r, column_value(block->set, column, block->row));
        return;
    }
    for (size_t l = 0; l < block->lanes; l++) {
        size_t own = l < block->rows ? l : block->rows - 1;
        out[l] = column_value(block->set, column, block->row + own);
    }
}

#define OVER_LANES(...)              \
    for (size_t l = 0; l < n; l++) { \
        out[l] = __VA_ARGS__;        \
    }                                \
    break;

/* One instruction over whole blocks. No two of the pointers that are written and read
 * are the same: the compiler sees to that. */
ENGINE_INLINE void
run_plain_text(uint16_t op, size_t lanes, double *restrict to, const double *from_a,
               const double *from_b, const double *from_c, double k)
{
    double *restrict out = __builtin_assume_aligned(to, 64);
    const double *a = __builtin_assume_aligned(from_a, 64);
    const double *b = __builtin_assume_aligned(from_b, 64);
    const double *c = __builtin_assume_aligned(from_c, 64);
    size_t n = lanes & ~(size_t)(LANE_STEP - 1);
    switch (op) {
#define RUN(name, result) \
    case OP_##name:       \
        OVER_LANES(op_##name(a[l], b[l], c[l]))
        FORMULA_PLAIN(RUN)
#undef RUN
#define RUN(name, result) \
    case OP_##name:       \
        OVER_LANES(op_##name(a[l], k))
        FORMULA_WITH_CONSTANT(RUN)
#undef RUN
    default:
        assert(false && "an operation without code");
    }
}
ENGINE_WIDE(run_plain,
            (uint16_t op, size_t lanes, double *to, const double *from_a,
             const double *from_b, const double *from_c, double k),
            (op, lanes, to, from_a, from_b, from_c, k))

static void
run_wide(const struct block *block, const struct instruction *i)
{
    double *out = lanes_of(block, i->out);
    const double *a = lanes_of(block, i->a), *b = lanes_of(block, i->b);
    switch (i->op) {
    case OP_COLUMN:
        load_column(block, i->out, i->a);
        break;
#define RUN(name, function)                         \
    case OP_##name:                                 \
        exact_##function##_n(block->lanes, a, out); \
        break;
        FORMULA_UNARY(RUN)
#undef RUN
#define RUN(name, function)                            \
    case OP_##name:                                    \
        exact_##function##_n(block->lanes, a, b, out); \
        break;
        FORMULA_BINARY(RUN)
#undef RUN
    default:
        run_plain(i->op, block->lanes, out, a, b, lanes_of(block, i->c), i->k);
    }
}

static void
run_code(const struct program *program, const struct section *section,
         const struct block *block)
{
    for (uint32_t i = section->begin; i < section->end; i++)
        run_wide(block, &program->code[i]);
}

/* NaN of one kind, whatever instruction made it. */
ENGINE_INLINE double
tidy(double value)
{
    return value == value ? value : (double)NAN;
}

/* One point: its loops ------------------------------------------------------------- */

static void
add_rows(const struct program *program, const struct section *section,
         const struct block *block, double *r)
{
    for (uint32_t m = section->mean_begin; m < section->mean_end; m++) {
        const double *a = lanes_of(block, program->means[m].a);
        double sum = r[program->means[m].out];
        for (size_t l = 0; l < block->rows; l++)
            sum += a[l];
        r[program->means[m].out] = sum;
    }
}

static void
loop_point(const struct program *program, const struct section *section,
           struct block *block, double *r)
{
    const struct row_set *set = block->set;
    for (uint32_t i = section->in_begin; i < section->in_end; i++)
        fill(block, program->inputs[i], r[program->inputs[i]]);
    for (uint32_t m = section->mean_begin; m < section->mean_end; m++)
        r[program->means[m].out] = 0;
    for (block->row = 0; block->row < set->n; block->row += block->lanes) {
        size_t left = set->n - block->row;
        block->rows = left < block->lanes ? left : block->lanes;
        run_code(program, section, block);
        add_rows(program, section, block, r);
    }
    for (uint32_t m = section->mean_begin; m < section->mean_end; m++)
        r[program->means[m].out] /= (double)set->n;
}

static size_t
lanes_that_fit(const struct program *program)
{
    size_t fit = FILE_SIZE / program->n_registers & ~(size_t)(LANE_STEP - 1);
    return fit < LANES_MAX ? fit : LANES_MAX;
}

static void
run_loops(const struct program *program, const struct row_set *set, double *r)
{
    _Alignas(64) double file[FILE_SIZE];
    size_t lanes = lanes_that_fit(program);
    struct block block = {file, lanes, lanes, set, 0, 1, 0};
    for (uint32_t i = 0; i < program->n_presets; i++)
        fill(&block, program->presets[i].out, program->presets[i].value);
    for (uint32_t s = 0; s < program->n_sections; s++) {
        const struct section *section = &program->sections[s];
        if (section->loop) {
            loop_point(program, section, &block, r);
            continue;
        }
        for (uint32_t i = section->begin; i < section->end; i++)
            r[program->code[i].out] = run_one(&program->code[i], r);
    }
}

void
program_point(const struct program *program, const struct row_set *set, double x,
              double y, double *out)
{
    double r[REGISTERS_MAX];
    r[REG_X] = x;
    r[REG_Y] = y;
    for (uint32_t i = 0; i < program->n_presets; i++)
        r[program->presets[i].out] = program->presets[i].value;
    if (program->n_means == 0)
        for (uint32_t i = 0; i < program->n_code; i++)
            r[program->code[i].out] = run_one(&program->code[i], r);
    else
        run_loops(program, set, r);
    for (int i = 0; i < program->n_outputs; i++)
        out[i] = tidy(r[program->output[i]]);
}

/* Many points ---------------------------------------------------------------------- */

static void
loop_lanes(const struct program *program, const struct section *section,
           struct block *block)
{
    const struct mean *means = program->means;
    for (uint32_t m = section->mean_begin; m < section->mean_end; m++)
        fill(block, means[m].out, 0);
    for (block->row = 0; block->row < block->set->n; block->row++) {
        run_code(program, section, block);
        for (uint32_t m = section->mean_begin; m < section->mean_end; m++) {
            double *sum = lanes_of(block, means[m].out);
            const double *a = lanes_of(block, means[m].a);
            for (size_t l = 0; l < block->lanes; l++)
                sum[l] += a[l];
        }
    }
    for (uint32_t m = section->mean_begin; m < section->mean_end; m++) {
        double *sum = lanes_of(block, means[m].out);
        for (size_t l = 0; l < block->lanes; l++)
            sum[l] /= (double)block->set->n;
    }
}

/* @n points, at most block->stride; lanes behind them repeat the last one. */
static void
run_lanes(const struct program *program, struct block *block, size_t n, const double *x,
          const double *y, size_t y_step)
{
    double *in_x = lanes_of(block, REG_X), *in_y = lanes_of(block, REG_Y);
    block->lanes = (n + LANE_STEP - 1) & ~(size_t)(LANE_STEP - 1);
    memcpy(in_x, x, n * sizeof *x);
    for (size_t l = 0; l < n; l++)
        in_y[l] = y[l * y_step];
    for (size_t l = n; l < block->lanes; l++) {
        in_x[l] = in_x[n - 1];
        in_y[l] = in_y[n - 1];
    }
    for (uint32_t s = 0; s < program->n_sections; s++) {
        if (program->sections[s].loop)
            loop_lanes(program, &program->sections[s], block);
        else
            run_code(program, &program->sections[s], block);
    }
}

ENGINE_INLINE void
copy_tidily_text(size_t n, const double *restrict from, double *restrict to)
{
    for (size_t l = 0; l < n; l++)
        to[l] = tidy(from[l]);
}
ENGINE_WIDE(copy_tidily, (size_t n, const double *from, double *to), (n, from, to))

/* Lanes that are points would be few, and each row of data a new beginning; lanes that
 * are rows are full. */
static bool
is_better_one_by_one(const struct program *program, const struct row_set *set, size_t n)
{
    return n <= LANE_STEP && program->n_means > 0 && set->n >= 4 * LANE_STEP;
}

static void
run_one_by_one(const struct program *program, const struct row_set *set, size_t n,
               const double *x, const double *y, size_t y_step, double *const *out)
{
    double one[OUTPUTS_MAX];
    for (size_t i = 0; i < n; i++) {
        program_point(program, set, x[i], y[i * y_step], one);
        for (int k = 0; k < program->n_outputs; k++)
            out[k][i] = one[k];
    }
}

void
program_lanes(const struct program *program, const struct row_set *set, size_t n,
              const double *x, const double *y, size_t y_step, double *const *out)
{
    _Alignas(64) double file[FILE_SIZE];
    size_t most = lanes_that_fit(program);
    struct block block = {file, most, most, set, 0, 0, 0};
    if (is_better_one_by_one(program, set, n)) {
        run_one_by_one(program, set, n, x, y, y_step, out);
        return;
    }
    for (uint32_t i = 0; i < program->n_presets; i++)
        fill(&block, program->presets[i].out, program->presets[i].value);
    for (size_t done = 0; done < n; done += most) {
        size_t left = n - done, take = left < most ? left : most;
        run_lanes(program, &block, take, x + done, y + done * y_step, y_step);
        for (int k = 0; k < program->n_outputs; k++) {
            copy_tidily(take, lanes_of(&block, program->output[k]), out[k] + done);
        }
    }
}
