// The words of the browser's entry in Spanish.
import type { Words } from '#ui';

export const words: Words = {
  product: 'Siteward',
  demo: 'Demostración: solo personas sintéticas',
  account: 'Cuenta',
  myAccount: 'Mi cuenta',
  appearance: 'Apariencia',
  light: 'Claro',
  dark: 'Oscuro',
  system: 'Como el dispositivo',
  language: 'Idioma',
  search: 'Buscar',
  searchKey: 'Ctrl K',
  signOut: 'Salir',
  missingTitle: 'No existe esa página',
  missing: 'El enlace puede ser antiguo o estar incompleto. Elija un lugar en la navegación o vaya a su primera página.',
  deniedTitle: 'No puede abrir esta página',
  denied: 'Sus funciones no la incluyen. Pida el permiso a un administrador o vaya a su primera página.',
  brokenTitle: 'No se pudo mostrar esta página',
  home: 'Ir a mi primera página',
  nothingTitle: 'Todavía no tiene nada abierto',
  nothing: 'Ha entrado, pero ninguna de sus funciones abre una página. Un administrador puede darle una; vale de inmediato.',
  welcome: 'Bienvenida',
};
