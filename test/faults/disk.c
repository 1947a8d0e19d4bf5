/* Comes between a process and its disk: counts the calls on files of one folder, and dies or fails at one of them. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { READ = 1, WRITE = 2, SYNC = 4, CUT = 8, NAME = 16 };
enum { NOTHING = 0, COUNT = 1, DIE = 2, FAIL = 3 };
enum { BEFORE = 0, HALFWAY = 1, AFTER = 2 };

/* One page and more that the test maps too; disk.ts knows its offsets. */
struct control {
  uint32_t act, mask, at, when, error, rate, calls, hits;
  struct { char what[8]; char file[56]; } step[1024];
};

static volatile struct control *control;
static const char *folder;

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("SANDHI_DISK_CONTROL");
  folder = getenv("SANDHI_DISK_FOLDER");
  if (!file || !folder) return;
  int fd = open(file, O_RDWR | O_CLOEXEC);
  if (fd < 0) return;
  void *map = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  if (map != MAP_FAILED) control = map;
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

/* Whether a call fails: by its number and the process, as children of one process would all draw alike. */
static int fails(uint32_t call) {
  uint64_t mixed = ((uint64_t)getpid() << 32 | call) * 0x9E3779B97F4A7C15u;
  mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
  return (mixed ^ mixed >> 31) % 1000000 < control->rate;
}

/* 0: go on; 1: go on, then die; 2: half of it, then die; otherwise it fails with errno set. */
static int on_path(const char *path, uint32_t kind, const char *what) {
  if (!control || control->act == NOTHING || !(control->mask & kind)) return 0;
  char here[4096];
  if (path[0] != '/' && getcwd(here, sizeof here)) {
    strncat(here, "/", sizeof here - strlen(here) - 1);
    path = strncat(here, path, sizeof here - strlen(here) - 1);
  }
  if (strncmp(path, folder, strlen(folder)) != 0 || strstr(path, "-shm")) return 0;
  uint32_t call = __sync_add_and_fetch(&control->calls, 1);
  if (call <= 1024) {
    size_t length = strlen(path);
    const char *tail = length > 55 ? path + length - 55 : path;
    strncpy((char *)control->step[call - 1].what, what, 7);
    strncpy((char *)control->step[call - 1].file, tail, 55);
  }
  if (control->act == DIE && call == control->at) {
    __sync_add_and_fetch(&control->hits, 1);
    if (control->when == BEFORE) die();
    return control->when == HALFWAY ? 2 : 1;
  }
  if (control->act == FAIL && fails(call)) {
    if (__sync_add_and_fetch(&control->hits, 1) > control->at) return 0;
    errno = (int)control->error;
    return -1;
  }
  return 0;
}

static int on_file(int fd, uint32_t kind, const char *what) {
  if (!control || control->act == NOTHING || !(control->mask & kind)) return 0;
  char link[40], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0 || path[0] != '/') return 0;
  path[length] = 0;
  return on_path(path, kind, what);
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

#define WRITES(name, ...)                                             \
  int todo = on_file(fd, WRITE, "write");                             \
  if (todo < 0) return -1;                                            \
  static __typeof__(&name) real;                                      \
  if (!real) real = REAL(name);                                       \
  ssize_t done = real(fd, bytes, todo == 2 ? count / 2 : count, ##__VA_ARGS__); \
  if (todo) die();                                                    \
  return done;

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) { WRITES(pwrite, at) }
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { WRITES(pwrite64, at) }
ssize_t write(int fd, const void *bytes, size_t count) { WRITES(write) }

/* Of what is written from several places, half is half of the first. */
#define SCATTERED(name, one, type)                                \
  ssize_t name(int fd, const struct iovec *parts, int count, type at) { \
    int todo = on_file(fd, WRITE, "write");                       \
    if (todo < 0) return -1;                                      \
    static __typeof__(&name) real;                                \
    if (!real) real = REAL(name);                                 \
    ssize_t done = todo == 2 ? REAL(one)(fd, parts->iov_base, parts->iov_len / 2, at) : real(fd, parts, count, at); \
    if (todo) die();                                              \
    return done;                                                  \
  }

SCATTERED(pwritev, pwrite, off_t)
SCATTERED(pwritev64, pwrite64, off64_t)

#define PLAIN(type, name, test, ...)      \
  int todo = test;                        \
  if (todo < 0) return -1;                \
  if (todo == 2) die();                   \
  static __typeof__(&name) real;          \
  if (!real) real = REAL(name);           \
  type done = real(__VA_ARGS__);          \
  if (todo) die();                        \
  return done;

int fsync(int fd) { PLAIN(int, fsync, on_file(fd, SYNC, "sync"), fd) }
int fdatasync(int fd) { PLAIN(int, fdatasync, on_file(fd, SYNC, "sync"), fd) }
int ftruncate(int fd, off_t size) { PLAIN(int, ftruncate, on_file(fd, CUT, "cut"), fd, size) }
int ftruncate64(int fd, off64_t size) { PLAIN(int, ftruncate64, on_file(fd, CUT, "cut"), fd, size) }
ssize_t pread(int fd, void *to, size_t count, off_t at) {
  PLAIN(ssize_t, pread, on_file(fd, READ, "read"), fd, to, count, at)
}
ssize_t pread64(int fd, void *to, size_t count, off64_t at) {
  PLAIN(ssize_t, pread64, on_file(fd, READ, "read"), fd, to, count, at)
}
ssize_t preadv(int fd, const struct iovec *parts, int count, off_t at) {
  PLAIN(ssize_t, preadv, on_file(fd, READ, "read"), fd, parts, count, at)
}
int sync_file_range(int fd, off64_t at, off64_t count, unsigned int flags) {
  PLAIN(int, sync_file_range, on_file(fd, SYNC, "sync"), fd, at, count, flags)
}
int fallocate(int fd, int mode, off_t at, off_t count) {
  PLAIN(int, fallocate, on_file(fd, WRITE, "room"), fd, mode, at, count)
}
/* Says what failed by its result alone. */
int posix_fallocate(int fd, off_t at, off_t count) {
  int todo = on_file(fd, WRITE, "room");
  if (todo < 0) return errno;
  if (todo == 2) die();
  int failed = REAL(posix_fallocate)(fd, at, count);
  if (todo) die();
  return failed;
}
int unlink(const char *path) { PLAIN(int, unlink, on_path(path, NAME, "unlink"), path) }
int rename(const char *from, const char *to) { PLAIN(int, rename, on_path(from, NAME, "rename"), from, to) }
int mkdir(const char *path, mode_t mode) { PLAIN(int, mkdir, on_path(path, NAME, "mkdir"), path, mode) }
