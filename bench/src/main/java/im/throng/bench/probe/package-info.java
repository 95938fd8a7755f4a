/// What the kernel and the JVM say of a process: processor time, memory, disk, cores.
///
/// May use: the JDK, files of `/proc`, `jcmd`, `taskset`, `git`. Must not know: what is measured.
@NullMarked
package im.throng.bench.probe;

import org.jspecify.annotations.NullMarked;
