package dev.downhill.bench.attack;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A look at the form of XML. */
final class Xml {
    private Xml() {}

    static boolean isWellFormed(String text) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
            while (reader.hasNext()) {
                int unused = reader.next();
            }
            return true;
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
