/// Tests that the documents say what the program does.
@NullMarked
package im.throng.docs;

import org.jspecify.annotations.NullMarked;
