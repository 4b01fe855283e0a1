#!/usr/bin/python3
"""A PostgreSQL server of its own for a test: Debian's postgresql-15 on loopback, its data in a temporary folder, gone afterwards.

From Python: with Server() as server. As a script it does what standard input says, until that is closed.
"""
import contextlib
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROGRAMS = Path("/usr/lib/postgresql/15/bin")
USER = "postgres"  # of the operating system: the server refuses to be root
# Nothing outlives the test, so nothing need reach the disk.
SETTINGS = {"listen_addresses": "127.0.0.1", "unix_socket_directories": "", "fsync": "off", "max_connections": "40",
            "shared_buffers": "64MB"}


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def as_server(*command):
    return ["runuser", "-u", USER, "--", *map(str, command)] if os.geteuid() == 0 else list(map(str, command))


class Server:
    """Databases are made by create(); psql() asks one."""

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # a test that takes too long is ended so: the server ends with it
        self.folder = Path(tempfile.mkdtemp(prefix="huibiao-postgresql-"))
        self.data, self.log = self.folder / "data", self.folder / "log"
        self.password, password_file = secrets.token_hex(8), self.folder / "password"
        password_file.write_text(self.password)
        if os.geteuid() == 0:
            owner = pwd.getpwnam(USER)
            for path in (self.folder, password_file):
                os.chown(path, owner.pw_uid, owner.pw_gid)
        subprocess.run(as_server(PROGRAMS / "initdb", "--pgdata", self.data, "--username", "huibiao", "--pwfile", password_file,
                                 "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
                       check=True, stdout=subprocess.DEVNULL, cwd=self.folder)
        self.start()
        return self

    def __exit__(self, *_how):
        self.stop()
        shutil.rmtree(self.folder)

    def start(self):
        for _ in range(5):  # another program may take the port before the server does
            self.port = free_port()
            settings = " ".join(f"-c {name}={value!r}" for name, value in {**SETTINGS, "port": self.port}.items())
            started = subprocess.run(as_server(PROGRAMS / "pg_ctl", "start", "--pgdata", self.data, "--log", self.log, "--wait",
                                               "--silent", "--options", settings), cwd=self.folder)
            if started.returncode == 0:
                return
        raise RuntimeError(self.log.read_text())

    def stop(self):
        subprocess.run(as_server(PROGRAMS / "pg_ctl", "stop", "--pgdata", self.data, "--mode", "immediate", "--wait", "--silent"),
                       check=True, cwd=self.folder)

    def location(self, database="postgres"):
        return f"postgresql://huibiao:{self.password}@127.0.0.1:{self.port}/{database}"

    def psql(self, statement, database="postgres"):
        """What the statement gives, a line a row."""
        asked = subprocess.run(["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--quiet", "--set", "ON_ERROR_STOP=1",
                                self.location(database), "--command", statement], capture_output=True, text=True)
        if asked.returncode != 0:
            raise RuntimeError(asked.stderr)
        return asked.stdout.strip()

    def create(self, database, how=""):
        """A new, empty database, in place of one of that name; its location."""
        self.drop(database)
        self.psql(f'CREATE DATABASE "{database}" {how}')
        return self.location(database)

    def drop(self, database):
        self.psql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    @contextlib.contextmanager
    def files_limited_to(self, size):
        """Meanwhile new connections can let a file grow to that many bytes only, as on a disk that is full."""
        def limit(to):
            number = (self.data / "postmaster.pid").read_text().split()[0]
            subprocess.run(as_server("prlimit", "--pid", number, f"--fsize={to}:"), check=True, cwd=self.folder)
        limit(size)
        try:
            yield
        finally:
            limit("unlimited")

    def kill_backends(self, database):
        """Kills the processes that serve the database; the server restarts itself. Whether there was one."""
        killed = 0
        for number in self.psql(f"SELECT pid FROM pg_stat_activity WHERE datname = '{database}'").split():
            try:
                os.kill(int(number), signal.SIGKILL)
                killed += 1
            except ProcessLookupError:
                pass
        while killed:
            try:
                self.psql("SELECT 1")
                break
            except RuntimeError:  # it is recovering
                time.sleep(0.05)
        return killed > 0


def serve(server):
    """Answers each line of standard input with one: "create NAME [OPTIONS]" with the location of a new database,
    "run NAME FILE" with "done"."""
    for line in sys.stdin:
        what, database, *rest = line.split()
        if what == "create":
            answer = server.create(database, " ".join(rest))
        else:
            server.psql(Path(rest[0]).read_text(), database)
            answer = "done"
        print(answer, flush=True)


if __name__ == "__main__":
    with Server() as running:
        serve(running)
