"""What a person looks at: pictures as SVG, PNG and self-contained pages, in English, Chinese or both."""
