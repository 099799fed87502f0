package dev.downhill.export;

/** Text that can stand in an XML document, which has no place for most control characters and for half a surrogate pair. */
public final class XmlText {
    private static final int REPLACEMENT = 0xfffd;

    private XmlText() {}

    /** Returns a text with the replacement character in the place of each character that XML 1.0 does not have. */
    public static String of(String text) {
        return text.codePoints().allMatch(XmlText::isCharacter)
                ? text
                : text.codePoints()
                        .map(c -> isCharacter(c) ? c : REPLACEMENT)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    /** The production {@code Char} of XML 1.0. */
    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c < Character.MIN_SURROGATE)
                || (c > Character.MAX_SURROGATE && c <= REPLACEMENT)
                || c >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
