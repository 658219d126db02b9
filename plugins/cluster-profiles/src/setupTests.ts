import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Pages are loaded on demand, which takes its time on a busy machine.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(30_000);

// jsdom does not scroll; the scaffolder's stepper and our dialogs do.
window.scrollTo = () => {};
Element.prototype.scrollIntoView = () => {};
