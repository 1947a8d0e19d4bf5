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

/* 0: go on; 1: go on, then die; 2: half of it, then die; otherwise it fails with errno set. */
static int on_path(const char *path, uint32_t kind, const char *what) {
  if (!control || control->act == NOTHING || !(control->mask & kind)) return 0;
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
  if (control->act == FAIL && (uint32_t)(random() % 1000000) < control->rate) {
    __sync_add_and_fetch(&control->hits, 1);
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
int unlink(const char *path) { PLAIN(int, unlink, on_path(path, NAME, "unlink"), path) }
int rename(const char *from, const char *to) { PLAIN(int, rename, on_path(from, NAME, "rename"), from, to) }
int mkdir(const char *path, mode_t mode) { PLAIN(int, mkdir, on_path(path, NAME, "mkdir"), path, mode) }
