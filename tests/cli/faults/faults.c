/* Loaded before a program (LD_PRELOAD), counts the calls by which it changes the disk and lets one of them go wrong:
 *
 *   FAULTS_AT=N      the call number N, from 1
 *   FAULTS_AS=kill   the process dies before it; of a write half is done first
 *   FAULTS_AS=ENOSPC or EIO   it fails with that error; of a write half is done first
 *   FAULTS_COUNT=FILE         the number of calls is written there when the program ends
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long calls;

__attribute__((destructor)) static void tell(void) {
    const char* path = getenv("FAULTS_COUNT");
    FILE* file = path ? fopen(path, "w") : NULL;
    if (file) {
        fprintf(file, "%ld\n", atomic_load(&calls));
        fclose(file);
    }
}

/* Whether this call is the one; 2 if it is to fail. */
static int is_the_one(void) {
    const char* at = getenv("FAULTS_AT");
    const long mine = atomic_fetch_add(&calls, 1) + 1;
    if (!at || atol(at) != mine)
        return 0;
    const char* as = getenv("FAULTS_AS");
    return as && strcmp(as, "kill") != 0 ? 2 : 1;
}

static _Noreturn void die(void) {
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static int fail(void) {
    errno = strcmp(getenv("FAULTS_AS"), "EIO") == 0 ? EIO : ENOSPC;
    return -1;
}

#define ORIGINAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define PASS(name, ...)                                                                                                              \
    do {                                                                                                                             \
        switch (is_the_one()) {                                                                                                      \
        case 1:                                                                                                                      \
            die();                                                                                                                   \
        case 2:                                                                                                                      \
            return fail();                                                                                                           \
        }                                                                                                                            \
        return ORIGINAL(name)(__VA_ARGS__);                                                                                          \
    } while (0)

ssize_t write(int file, const void* bytes, size_t size) {
    if (file <= 2) /* what it says is not what it stores */
        return ORIGINAL(write)(file, bytes, size);
    switch (is_the_one()) {
    case 1:
        ORIGINAL(write)(file, bytes, size / 2);
        die();
    case 2:
        ORIGINAL(write)(file, bytes, size / 2);
        return fail();
    }
    return ORIGINAL(write)(file, bytes, size);
}

int fsync(int file) { PASS(fsync, file); }
int fdatasync(int file) { PASS(fdatasync, file); }
int mkdir(const char* path, mode_t mode) { PASS(mkdir, path, mode); }
int rmdir(const char* path) { PASS(rmdir, path); }
int unlink(const char* path) { PASS(unlink, path); }
int unlinkat(int folder, const char* path, int flags) { PASS(unlinkat, folder, path, flags); }
int remove(const char* path) { PASS(remove, path); }
int link(const char* from, const char* to) { PASS(link, from, to); }
int symlink(const char* from, const char* to) { PASS(symlink, from, to); }
int rename(const char* from, const char* to) { PASS(rename, from, to); }
int renameat(int a, const char* from, int b, const char* to) { PASS(renameat, a, from, b, to); }
int renameat2(int a, const char* from, int b, const char* to, unsigned flags) { PASS(renameat2, a, from, b, to, flags); }
int ftruncate(int file, off_t size) { PASS(ftruncate, file, size); }
int fchmod(int file, mode_t mode) { PASS(fchmod, file, mode); }

static int opens_to_write(int flags) { return (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT); }

int open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (opens_to_write(flags))
        PASS(open, path, flags, mode);
    return ORIGINAL(open)(path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    if (opens_to_write(flags))
        PASS(openat, folder, path, flags, mode);
    return ORIGINAL(openat)(folder, path, flags, mode);
}
