package dev.ordersaga.http.body;

/**
 * Characters that show nothing, or change how their neighbours are shown: two identifiers that differ only in them look the
 * same. Control characters are refused everywhere and are not among them.
 */
final class InvisibleCharacters {

    /** Pairs of first and last; beyond the general categories below (Unicode: Default_Ignorable_Code_Point, blanks). */
    private static final int[] RANGES = {
        0x034F, 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180F, 0x2800, 0x2800, 0x3164, 0x3164, 0xFE00, 0xFE0F,
        0xFFA0, 0xFFA0, 0x1D159, 0x1D159, 0xE0000, 0xE0FFF
    };

    private InvisibleCharacters() {}

    static boolean includes(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.FORMAT || type == Character.LINE_SEPARATOR || type == Character.PARAGRAPH_SEPARATOR) {
            return true;
        }
        if (type == Character.PRIVATE_USE || type == Character.UNASSIGNED) {
            return true;
        }
        for (int i = 0; i < RANGES.length; i += 2) {
            if (codePoint >= RANGES[i] && codePoint <= RANGES[i + 1]) {
                return true;
            }
        }
        return false;
    }

    /** Whether the character leaves a blank place, or none at all. */
    static boolean isBlank(int codePoint) {
        // No-break spaces are white space too.
        return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint) || includes(codePoint);
    }
}
